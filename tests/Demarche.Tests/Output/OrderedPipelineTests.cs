using Demarche.Numerics;
using Demarche.Output;

namespace Demarche.Tests.Output;

public sealed class OrderedPipelineTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void The_order_is_kept_and_each_worker_has_its_own_state(int threads)
    {
        var sums = new int[1000];
        var seen = new List<int>();
        var workers = 0;
        Action<int> Create()
        {
            var id = Interlocked.Increment(ref workers);
            var random = new Prng((ulong)id);
            return i =>
            {
                Thread.SpinWait((int)random.Next(20_000));
                sums[i] = i * 2;
            };
        }
        OrderedPipeline.Run(Enumerable.Range(0, 1000), Create, i =>
        {
            Assert.Equal(i * 2, sums[i]);
            seen.Add(i);
        }, threads, default);
        Assert.Equal(Enumerable.Range(0, 1000), seen);
        Assert.Equal(threads, workers);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void The_reader_waits_for_the_writer(int threads)
    {
        var read = 0;
        var written = 0;
        var ahead = 0;
        IEnumerable<int> Source()
        {
            for (var i = 0; i < 300; i++)
            {
                ahead = Math.Max(ahead, ++read - Volatile.Read(ref written));
                yield return i;
            }
        }
        OrderedPipeline.Run(Source(), () => _ => { }, _ =>
        {
            if (written < 20)
                Thread.Sleep(1);
            Interlocked.Increment(ref written);
        }, threads, default);
        Assert.Equal(300, written);
        Assert.InRange(ahead, 1, 2 * threads + 4);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void An_error_of_any_part_comes_out(int threads)
    {
        static IEnumerable<int> Bad()
        {
            yield return 1;
            throw new InvalidDataException("reader");
        }
        var range = Enumerable.Range(0, 100);
        Assert.Equal("reader", Assert.Throws<InvalidDataException>(() => OrderedPipeline.Run(Bad(), () => _ => { }, _ => { }, threads, default)).Message);
        Assert.Equal("worker", Assert.Throws<InvalidDataException>(() => OrderedPipeline.Run(range, () => i => Fail(i, "worker"), _ => { }, threads, default)).Message);
        Assert.Equal("writer", Assert.Throws<InvalidDataException>(() => OrderedPipeline.Run(range, () => _ => { }, i => Fail(i, "writer"), threads, default)).Message);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_cancel_ends_an_endless_run(int threads)
    {
        using var cancel = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() => OrderedPipeline.Run(Enumerable.Repeat(1, int.MaxValue), () => _ => { }, _ => cancel.Cancel(), threads, cancel.Token));
    }

    private static void Fail(int item, string message)
    {
        if (item == 50)
            throw new InvalidDataException(message);
    }
}
