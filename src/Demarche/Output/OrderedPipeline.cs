using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Demarche.Output;

/// <summary>
/// One reader, several workers, one writer that sees the items in the reader's order. Bounded: the reader waits when the writer is behind.
/// The writer runs on the caller's thread. With one thread everything does, so that "--threads 1" means it.
/// </summary>
internal static class OrderedPipeline
{
    private sealed class Slot<T>(T item) : IDisposable
    {
        public T Item => item;
        public ManualResetEventSlim Done { get; } = new();
        public Exception? Error { get; set; }
        public void Dispose() => Done.Dispose();
    }

    /// <summary>Passes every item of <paramref name="source"/> to a worker and then, in order, to <paramref name="sink"/>.</summary>
    /// <param name="source">Items; enumerated on one thread.</param>
    /// <param name="createWorker">Makes the work of one thread with its own scratch memory.</param>
    /// <param name="sink">Takes the items in order.</param>
    /// <param name="threads">Worker threads; 1 works without any.</param>
    /// <param name="cancel">Ends the run early with <see cref="OperationCanceledException"/>.</param>
    public static void Run<T>(IEnumerable<T> source, Func<Action<T>> createWorker, Action<T> sink, int threads, CancellationToken cancel)
    {
        if (threads == 1)
            RunHere(source, createWorker(), sink, cancel);
        else
            RunThreads(source, createWorker, sink, threads, cancel);
    }

    private static void RunHere<T>(IEnumerable<T> source, Action<T> work, Action<T> sink, CancellationToken cancel)
    {
        foreach (var item in source)
        {
            cancel.ThrowIfCancellationRequested();
            work(item);
            sink(item);
        }
        cancel.ThrowIfCancellationRequested();
    }

    private static void RunThreads<T>(IEnumerable<T> source, Func<Action<T>> createWorker, Action<T> sink, int threads, CancellationToken cancel)
    {
        // Not disposed while threads may still look at them: after a cancel the reader may hang in a read of standard input.
        var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var bound = 2 * threads + 1;
        var work = new BlockingCollection<Slot<T>>(bound);
        var order = new BlockingCollection<Slot<T>>(bound);
        Action<T>[] acts = [.. Enumerable.Range(0, threads).Select(_ => createWorker())];
        Exception? readError = null;
        var reader = Start("reader", () => readError = Feed(source, work, order, stop.Token));
        var workers = acts.Select((act, i) => Start($"worker {i + 1}", () => Work(act, work, stop.Token))).ToArray();
        try
        {
            foreach (var slot in order.GetConsumingEnumerable(stop.Token))
            {
                slot.Done.Wait(stop.Token);
                Rethrow(slot.Error);
                sink(slot.Item);
                slot.Dispose();
            }
            Rethrow(readError);
        }
        finally
        {
            stop.Cancel();
        }
        reader.Join();
        foreach (var worker in workers)
            worker.Join();
        cancel.ThrowIfCancellationRequested();
    }

    private static Exception? Feed<T>(IEnumerable<T> source, BlockingCollection<Slot<T>> work, BlockingCollection<Slot<T>> order, CancellationToken stop)
    {
        try
        {
            foreach (var item in source)
            {
                var slot = new Slot<T>(item);
                order.Add(slot, stop);
                work.Add(slot, stop);
            }
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
        finally
        {
            work.CompleteAdding();
            order.CompleteAdding();
        }
    }

    private static void Work<T>(Action<T> act, BlockingCollection<Slot<T>> work, CancellationToken stop)
    {
        try
        {
            foreach (var slot in work.GetConsumingEnumerable(stop))
            {
                try
                {
                    act(slot.Item);
                }
                catch (Exception e)
                {
                    slot.Error = e;
                }
                slot.Done.Set();
            }
        }
        catch (OperationCanceledException)
        {
            // The writer has stopped; nobody waits for the rest.
        }
    }

    private static Thread Start(string name, Action body)
    {
        var thread = new Thread(() => body()) { Name = "demarche " + name, IsBackground = true };
        thread.Start();
        return thread;
    }

    private static void Rethrow(Exception? error)
    {
        if (error is not null)
            ExceptionDispatchInfo.Throw(error);
    }
}
