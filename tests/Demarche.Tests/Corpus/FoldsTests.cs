using Demarche.Corpus;
using FsCheck.Xunit;

namespace Demarche.Tests.Corpus;

public sealed class FoldsTests
{
    private static string[] Ids(int count) => [.. Enumerable.Range(0, count).Select(i => $"row-{i}")];

    [Property]
    public bool Groups_stay_whole_and_every_row_has_a_fold(byte[] groups, byte k, ulong seed)
    {
        var folds = 2 + k % 9;
        var foldOf = Folds.Split(Ids(groups.Length), [.. groups.Select(g => g % 7)], [.. groups.Select(g => (ulong)g % 3)], folds, seed);
        return foldOf.All(f => f >= 0 && f < folds)
            && groups.Select((g, i) => (Group: g % 7, Fold: foldOf[i])).GroupBy(r => r.Group).All(g => g.Select(r => r.Fold).Distinct().Count() == 1);
    }

    [Property]
    public bool The_order_of_rows_does_not_matter(byte[] rows, ulong seed)
    {
        var ids = Ids(rows.Length);
        int[] groups = [.. rows.Select(r => r % 11)];
        ulong[] labels = [.. rows.Select((r, i) => (ulong)(r + i) % 4)];
        var forward = Folds.Split(ids, groups, labels, 5, seed);
        // Other group numbers as well: a group is known by its rows.
        var backward = Folds.Split([.. ids.Reverse()], [.. groups.Reverse().Select(g => 100 - g)], [.. labels.Reverse()], 5, seed);
        return forward.SequenceEqual(backward.Reverse());
    }

    [Fact]
    public void Each_fold_gets_its_share_of_each_labelling()
    {
        // 100 rows of one labelling, 50 of another and 7 of a rare one: 5 folds get 20, 10 and 1 or 2 of them.
        ulong[] labels = [.. Enumerable.Repeat(1UL, 100), .. Enumerable.Repeat(2UL, 50), .. Enumerable.Repeat(4UL, 7)];
        var foldOf = Folds.Split(Ids(labels.Length), [.. Enumerable.Range(0, labels.Length)], labels, 5, seed: 1);
        for (var fold = 0; fold < 5; fold++)
        {
            int Count(ulong label) => labels.Where((l, i) => l == label && foldOf[i] == fold).Count();
            Assert.Equal((20, 10), (Count(1), Count(2)));
            Assert.InRange(Count(4), 1, 2);
        }
    }

    [Fact]
    public void Large_groups_are_balanced_by_single_rows()
    {
        // One group of 20 among 80 single rows: four folds of 25.
        int[] groups = [.. Enumerable.Repeat(0, 20), .. Enumerable.Range(1, 80)];
        var foldOf = Folds.Split(Ids(100), groups, new ulong[100], 4, seed: 1);
        Assert.All(foldOf.CountBy(f => f), c => Assert.Equal(25, c.Value));
    }

    [Fact]
    public void The_seed_decides()
    {
        int[] Split(ulong seed) => Folds.Split(Ids(50), [.. Enumerable.Range(0, 50)], new ulong[50], 5, seed);
        Assert.Equal(Split(1), Split(1));
        Assert.NotEqual(Split(1), Split(2));
    }
}
