namespace Demarche.Tokens;

/// <summary>What a folded character is to the tokenizer. Values up to <see cref="Digit"/> are copied by folding's fast path.</summary>
internal enum CharClass : byte
{
    /// <summary>White space, punctuation, symbols: ends a token.</summary>
    Separator = 0,
    Latin = 1,
    Cyrillic = 2,
    Arabic = 3,

    /// <summary>Letters of any other script.</summary>
    OtherLetter = 4,
    Digit = 5,

    /// <summary>Kept, unless it stands between two letters ("сім'я", "Russia's").</summary>
    Apostrophe = 6,

    /// <summary>Half-space, kashida, diacritics, direction marks: leave nothing behind.</summary>
    Deleted = 7,

    /// <summary>Folds to several characters.</summary>
    Expanded = 8,

    /// <summary>Half of a character beyond U+FFFF.</summary>
    Surrogate = 9,
}

/// <summary>Why folding changed a character (case and white space aside).</summary>
internal enum Repair : byte
{
    None = 0,

    /// <summary>ي ك ة and their kin to Persian letters.</summary>
    ArabicLetter = 1,

    /// <summary>Half-space, kashida, soft hyphen, direction mark removed.</summary>
    Invisible = 2,

    /// <summary>Accent or vowel sign removed.</summary>
    Diacritic = 3,

    /// <summary>Compatibility form (ligature, presentation form, full width) resolved.</summary>
    Compatibility = 4,

    /// <summary>Latin look-alike in a Cyrillic word, or the other way round.</summary>
    LookAlike = 5,

    /// <summary>Flag emoji to a country token.</summary>
    Flag = 6,

    /// <summary>Lone surrogate or non-character replaced.</summary>
    Invalid = 7,
}

/// <summary>How many repairs of each kind folding made.</summary>
internal struct RepairCounts
{
    private long _packedLow, _packedHigh;

    public readonly int this[Repair kind] => (int)((kind <= Repair.Diacritic ? _packedLow : _packedHigh) >> (((int)kind & 3) * 16) & 0xFFFF);

    /// <summary>Repairs of all kinds together.</summary>
    public readonly int Total
    {
        get
        {
            var sum = 0;
            for (var kind = Repair.ArabicLetter; kind <= Repair.Invalid; kind++)
                sum += this[kind];
            return sum;
        }
    }

    /// <summary>Counts one; a kind stays at 65,535 once it is there.</summary>
    public void Add(Repair kind)
    {
        if (this[kind] == 0xFFFF)
            return;
        var one = 1L << (((int)kind & 3) * 16);
        if (kind <= Repair.Diacritic)
            _packedLow += one;
        else
            _packedHigh += one;
    }
}
