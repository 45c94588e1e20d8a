using Demarche.Paragraphs;

namespace Demarche.Output;

/// <summary>
/// Remembers where each text stood first, to mark repeats. Bounded: it knows the latest <see cref="DefaultCapacity"/> distinct texts of the run
/// (and fewer when their record ids are very long); the oldest is forgotten first. So a repeat at a greater distance is not marked.
/// Compact arrays of 32 bytes a text, grown as needed; no object a text. Equal 128-bit hashes are taken as equal texts.
/// </summary>
internal sealed class DuplicateIndex
{
    /// <summary>Distinct texts that are remembered.</summary>
    public const int DefaultCapacity = 1 << 20;

    private const int FirstSize = 1 << 10;
    private const int MaxIdChars = 1 << 24;
    private const int None = -1;

    private readonly int _capacity;
    private readonly List<string> _documents = [];
    private UInt128[] _hashes;
    private int[] _document;
    private int[] _number;
    private int[] _next;
    private int[] _buckets;
    private string?[]? _ids;
    private long _idChars;
    private int _oldest;
    private int _count;

    /// <param name="capacity">Distinct texts to remember; a power of two.</param>
    public DuplicateIndex(int capacity = DefaultCapacity)
    {
        if (!int.IsPow2(capacity))
            throw new ArgumentOutOfRangeException(nameof(capacity), capacity, "Expected a power of two.");
        _capacity = capacity;
        var size = Math.Min(FirstSize, capacity);
        (_hashes, _document, _number, _next, _buckets) = (new UInt128[size], new int[size], new int[size], new int[size], NewBuckets(size));
    }

    /// <summary>Distinct texts remembered now.</summary>
    public int Count => _count;

    /// <summary>The earlier place of this text; null, and the text is remembered, when it is new.</summary>
    public ParagraphOrigin? Add(UInt128 hash, in Paragraph paragraph)
    {
        for (var i = _buckets[Bucket(hash)]; i != None; i = _next[i])
            if (_hashes[i] == hash)
                return new ParagraphOrigin(_documents[_document[i]], _ids?[i], _number[i]);
        Remember(hash, paragraph);
        return null;
    }

    private void Remember(UInt128 hash, in Paragraph paragraph)
    {
        while (_count == _capacity || (_count > 0 && _idChars > MaxIdChars))
            ForgetOldest();
        if (_count == _hashes.Length)
            Grow();
        var slot = (_oldest + _count) & (_hashes.Length - 1);
        _hashes[slot] = hash;
        _document[slot] = DocumentIndex(paragraph.Document);
        _number[slot] = paragraph.Number;
        SetId(slot, paragraph.Id);
        Link(slot);
        _count++;
    }

    private void ForgetOldest()
    {
        ref var link = ref _buckets[Bucket(_hashes[_oldest])];
        while (link != _oldest)
            link = ref _next[link];
        link = _next[_oldest];
        SetId(_oldest, null);
        _oldest = (_oldest + 1) & (_hashes.Length - 1);
        _count--;
    }

    private void SetId(int slot, string? id)
    {
        if (_ids is null)
        {
            if (id is null)
                return;
            _ids = new string?[_hashes.Length];
        }
        _idChars += (id?.Length ?? 0) - (_ids[slot]?.Length ?? 0);
        _ids[slot] = id;
    }

    private void Link(int slot)
    {
        ref var bucket = ref _buckets[Bucket(_hashes[slot])];
        _next[slot] = bucket;
        bucket = slot;
    }

    // The ring is unrolled into arrays of twice the size.
    private void Grow()
    {
        var size = _hashes.Length * 2;
        _hashes = Unroll(_hashes, size);
        _document = Unroll(_document, size);
        _number = Unroll(_number, size);
        _ids = _ids is null ? null : Unroll(_ids, size);
        _next = new int[size];
        _buckets = NewBuckets(size);
        _oldest = 0;
        for (var i = 0; i < _count; i++)
            Link(i);
    }

    private T[] Unroll<T>(T[] ring, int size)
    {
        var result = new T[size];
        ring.AsSpan(_oldest).CopyTo(result);
        ring.AsSpan(0, _oldest).CopyTo(result.AsSpan(ring.Length - _oldest));
        return result;
    }

    // Documents come one after the other, so only the last one can be the same.
    private int DocumentIndex(string document)
    {
        if (_documents.Count == 0 || !string.Equals(_documents[^1], document, StringComparison.Ordinal))
            _documents.Add(document);
        return _documents.Count - 1;
    }

    private int Bucket(UInt128 hash) => (int)((ulong)hash & (ulong)(_buckets.Length - 1));

    private static int[] NewBuckets(int size)
    {
        var buckets = new int[size];
        Array.Fill(buckets, None);
        return buckets;
    }
}
