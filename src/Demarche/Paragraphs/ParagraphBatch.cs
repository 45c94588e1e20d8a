using System.Buffers;
using System.Runtime.CompilerServices;
using Demarche.Texts;

namespace Demarche.Paragraphs;

/// <summary>
/// Up to <see cref="MaxCount"/> paragraphs of one input, or about <see cref="FullAt"/> characters, in one pooled array. Recycle it when its texts are done with.
/// One paragraph may be longer than <see cref="FullAt"/> and then stands last.
/// </summary>
internal sealed class ParagraphBatch
{
    /// <summary>Most paragraphs in a batch.</summary>
    public const int MaxCount = 1024;

    /// <summary>No paragraph is added to a batch that holds this many characters.</summary>
    public const int FullAt = 1 << 18;

    private readonly record struct Entry(string? Id, int Number, long Line, int Start, int Length);

    private const int FirstSize = 1 << 12;
    private const int FirstCount = 64;

    private Entry[] _entries = ArrayPool<Entry>.Shared.Rent(FirstCount);
    private char[] _chars = ArrayPool<char>.Shared.Rent(FirstSize);
    private int _used;
    private int _openStart;

    /// <param name="document">Name of the input.</param>
    public ParagraphBatch(string document) => Document = document;

    /// <summary>Name of the input that the paragraphs come from.</summary>
    public string Document { get; }

    /// <summary>Paragraphs in it.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes of the source that were read for this batch and not counted in an earlier one.</summary>
    public long SourceBytes { get; set; }

    /// <summary>Whether it takes no further paragraph.</summary>
    public bool IsFull => Count >= MaxCount || _used >= FullAt;

    /// <summary>Characters of the paragraph that is being added.</summary>
    public int OpenLength => _used - _openStart;

    /// <summary>The last characters of the paragraph that is being added.</summary>
    public ReadOnlySpan<char> OpenEnd(int most) => _chars.AsSpan(_used - Math.Min(most, OpenLength), Math.Min(most, OpenLength));

    /// <summary>One paragraph.</summary>
    public Paragraph this[int index]
    {
        get
        {
            ref readonly var e = ref _entries[index];
            return new Paragraph(Document, e.Id, e.Number, e.Line, _chars.AsMemory(e.Start, e.Length));
        }
    }

    /// <summary>Adds characters to the paragraph that is being added.</summary>
    public void Append(ReadOnlySpan<char> text)
    {
        if (_used + text.Length > _chars.Length)
            Grow(ref _chars, _used, _used + text.Length);
        text.CopyTo(_chars.AsSpan(_used));
        _used += text.Length;
    }

    /// <summary>Takes back the last character of the paragraph that is being added.</summary>
    public void DropLast() => _used--;

    /// <summary>Ends the paragraph that is being added: trims it and keeps it unless nothing of it can be seen.</summary>
    public bool End(string? id, int number, long line)
    {
        var open = _chars.AsSpan(_openStart, OpenLength);
        var text = Blank.Trim(open);
        var keep = !Blank.IsBlank(text);
        if (keep)
        {
            var start = _openStart + (text.IsEmpty ? 0 : open.IndexOf(text[0]));
            if (Count == _entries.Length)
                Grow(ref _entries, Count, Count + 1);
            _entries[Count++] = new Entry(id, number, line, start, text.Length);
            _used = start + text.Length;
        }
        else
        {
            _used = _openStart;
        }
        _openStart = _used;
        return keep;
    }

    /// <summary>Drops the paragraph that is being added.</summary>
    public void Abandon() => _used = _openStart;

    /// <summary>Gives the memory back. The texts of the batch are no longer valid.</summary>
    public void Recycle()
    {
        ArrayPool<char>.Shared.Return(_chars);
        // Cleared, as entries hold ids.
        ArrayPool<Entry>.Shared.Return(_entries, clearArray: true);
        (_chars, _entries) = ([], []);
        Count = _used = _openStart = 0;
    }

    private static void Grow<T>(ref T[] array, int used, int needed)
    {
        var bigger = ArrayPool<T>.Shared.Rent(Math.Max(needed, 2 * array.Length));
        array.AsSpan(0, used).CopyTo(bigger);
        ArrayPool<T>.Shared.Return(array, clearArray: RuntimeHelpers.IsReferenceOrContainsReferences<T>());
        array = bigger;
    }
}
