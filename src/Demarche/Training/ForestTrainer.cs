using Demarche.Numerics;
using Demarche.Scoring;

namespace Demarche.Training;

/// <summary>Settings of a forest.</summary>
/// <param name="Trees">Trees.</param>
/// <param name="Leaves">Most leaves of a tree.</param>
/// <param name="LeafRows">Fewest rows of a leaf.</param>
/// <param name="Seed">Seed.</param>
internal sealed record ForestOptions(int Trees, int Leaves, int LeafRows, ulong Seed);

/// <summary>
/// Extremely randomised trees (Geurts, Ernst and Wehenkel, Machine Learning 63, 2006). At each node √F numbers that vary there are drawn, each with one random
/// threshold between its least and greatest value; the split with the greatest fall of Gini impurity is taken. Trees grow best split first, up to a number of leaves.
/// Each tree sees all rows. Cost: O(trees · rows · depth · √F). Each tree has a seed of its own, so threads do not change the result.
/// </summary>
internal sealed class ForestTrainer
{
    /// <summary>Fewest paragraphs in which a number must differ from its commonest value to be asked about.</summary>
    private const int Support = 20;

    private readonly int[][] _columns;
    private readonly int[] _features;
    private readonly int[] _labels;
    private readonly int _outputs;
    private readonly ForestOptions _options;

    private ForestTrainer(int[][] rows, int[] labels, int outputs, ForestOptions options)
    {
        // Column by column: a split reads one number of many paragraphs.
        _columns = [.. Enumerable.Range(0, rows.Length == 0 ? 0 : rows[0].Length).Select(f => Array.ConvertAll(rows, r => r[f]))];
        _features = [.. Enumerable.Range(0, _columns.Length).Where(f => rows.Length - _columns[f].CountBy(v => v).Max(c => c.Value) >= Support)];
        _labels = labels;
        _outputs = outputs;
        _options = options;
    }

    /// <param name="rows">Numbers of each paragraph.</param>
    /// <param name="labels">Label of each paragraph, 0 … outputs - 1.</param>
    /// <param name="outputs">Number of labels.</param>
    /// <param name="options">Size and seed.</param>
    /// <param name="threads">Threads.</param>
    public static Forest Fit(int[][] rows, int[] labels, int outputs, ForestOptions options, int threads)
    {
        var trainer = new ForestTrainer(rows, labels, outputs, options);
        var trees = new List<Node>[options.Trees];
        Parallel.For(0, trees.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, t => trees[t] = trainer.Grow(new Prng(options.Seed * 1_000_003 + (ulong)t)));
        return Join(trees, outputs);
    }

    private sealed class Node
    {
        public required int[] Rows { get; init; }
        public required int[] Counts { get; init; }
        public int Feature { get; set; } = -1;
        public int Threshold { get; set; }
        public int Left { get; set; }
    }

    private readonly record struct Split(double Gain, int Feature, int Threshold);

    private List<Node> Grow(Prng prng)
    {
        var all = Enumerable.Range(0, _labels.Length).ToArray();
        var nodes = new List<Node> { NewNode(all) };
        var open = new PriorityQueue<(int Node, Split Split), (double, int)>();
        Offer(0, nodes, open, prng);
        for (var leaves = 1; leaves < _options.Leaves && open.TryDequeue(out var best, out _); leaves++)
        {
            var node = nodes[best.Node];
            (node.Feature, node.Threshold, node.Left) = (best.Split.Feature, best.Split.Threshold, nodes.Count);
            var column = _columns[node.Feature];
            nodes.Add(NewNode(Array.FindAll(node.Rows, r => column[r] <= node.Threshold)));
            nodes.Add(NewNode(Array.FindAll(node.Rows, r => column[r] > node.Threshold)));
            Offer(node.Left, nodes, open, prng);
            Offer(node.Left + 1, nodes, open, prng);
        }
        return nodes;
    }

    private Node NewNode(int[] rows)
    {
        var counts = new int[_outputs];
        foreach (var row in rows)
            counts[_labels[row]]++;
        return new Node { Rows = rows, Counts = counts };
    }

    private void Offer(int index, List<Node> nodes, PriorityQueue<(int, Split), (double, int)> open, Prng prng)
    {
        var node = nodes[index];
        if (_features.Length == 0 || node.Rows.Length < 2 * _options.LeafRows || node.Counts.Max() == node.Rows.Length)
            return;
        if (BestSplit(node, prng) is { Gain: > 0 } split)
            open.Enqueue((index, split), (-split.Gain, index));
    }

    private Split BestSplit(Node node, Prng prng)
    {
        var wanted = (int)Math.Sqrt(_features.Length) + 1;
        var best = default(Split);
        // A number that does not vary in this node does not count as drawn; most of the many concept counts are such, so there is an end to trying.
        for (var tries = MostTries * wanted; tries > 0 && wanted > 0; tries--)
        {
            var feature = _features[prng.Next(_features.Length)];
            var column = _columns[feature];
            int low = int.MaxValue, high = int.MinValue;
            foreach (var row in node.Rows)
            {
                low = Math.Min(low, column[row]);
                high = Math.Max(high, column[row]);
            }
            if (low == high)
                continue;
            wanted--;
            var threshold = low + prng.Next(high - low);
            var gain = Gain(node, column, threshold);
            if (gain > best.Gain)
                best = new Split(gain, feature, threshold);
        }
        return best;
    }

    private const int MostTries = 4;

    /// <summary>Fall of Gini impurity, times rows: Σ nₖ²/n of both sides less that of the node.</summary>
    private double Gain(Node node, int[] column, int threshold)
    {
        Span<int> left = stackalloc int[_outputs];
        left.Clear();
        var n = 0;
        foreach (var row in node.Rows)
        {
            if (column[row] > threshold)
                continue;
            left[_labels[row]]++;
            n++;
        }
        if (n < _options.LeafRows || node.Rows.Length - n < _options.LeafRows)
            return 0;
        double inLeft = 0, inRight = 0, before = 0;
        for (var o = 0; o < _outputs; o++)
        {
            double l = left[o], r = node.Counts[o] - left[o];
            inLeft += l * l;
            inRight += r * r;
            before += (l + r) * (l + r);
        }
        return inLeft / n + inRight / (node.Rows.Length - n) - before / node.Rows.Length;
    }

    private static Forest Join(List<Node>[] trees, int outputs)
    {
        var roots = new int[trees.Length];
        var nodes = new List<Node>();
        for (var t = 0; t < trees.Length; t++)
        {
            roots[t] = nodes.Count;
            foreach (var node in trees[t])
                node.Left += roots[t];
            nodes.AddRange(trees[t]);
        }
        return new Forest(roots, [.. nodes.Select(n => n.Feature)], [.. nodes.Select(n => n.Threshold)], [.. nodes.Select(n => n.Left)],
            [.. nodes.SelectMany(n => n.Counts.Select(c => (int)(65536L * c / Math.Max(1, n.Rows.Length))))], outputs);
    }
}
