namespace Demarche.Corpus;

/// <summary>
/// Disjoint sets of the numbers 0 … n-1. The smallest member stands for its set, so the result does not depend on the order of unions.
/// </summary>
internal sealed class UnionFind
{
    private readonly int[] _parent;

    public UnionFind(int count)
    {
        _parent = new int[count];
        for (var i = 0; i < count; i++)
            _parent[i] = i;
    }

    public int Find(int item)
    {
        while (_parent[item] != item)
            item = _parent[item] = _parent[_parent[item]];
        return item;
    }

    public void Union(int a, int b)
    {
        (a, b) = (Find(a), Find(b));
        _parent[Math.Max(a, b)] = Math.Min(a, b);
    }

    /// <summary>The smallest member of each item's set.</summary>
    public int[] ToArray() => [.. Enumerable.Range(0, _parent.Length).Select(Find)];
}
