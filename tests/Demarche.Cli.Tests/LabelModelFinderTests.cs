namespace Demarche.Cli.Tests;

public sealed class LabelModelFinderTests : IDisposable
{
    private readonly LabelFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_model_is_found_by_path_and_by_name_from_below()
    {
        var near = Model("work/models/near");
        var far = Model("models/default");
        Directory.CreateDirectory(Path.Combine(_folder.Path, "work/deep"));
        var roots = ModelFinder.Roots(null, Path.Combine(_folder.Path, "work/deep"), _folder.Path);
        Assert.Equal(near, ModelFinder.Find("near", roots));
        Assert.Equal(near, ModelFinder.Find(near, []));
        Assert.Equal(far, ModelFinder.Find(null, roots));
        Assert.Equal([near, far], ModelFinder.All(roots));
    }

    [Fact]
    public void The_variable_comes_first()
    {
        var named = Model("elsewhere/default");
        Model("models/default");
        var roots = ModelFinder.Roots(Path.Combine(_folder.Path, "elsewhere") + Path.PathSeparator + "nowhere", _folder.Path, _folder.Path);
        Assert.Equal(named, ModelFinder.Find(null, roots));
    }

    [Fact]
    public void A_missing_model_says_where_it_was_looked_for_and_what_is_near()
    {
        Model("models/default");
        var roots = ModelFinder.Roots(null, _folder.Path, _folder.Path);
        var message = Assert.Throws<DataException>(() => ModelFinder.Find("defualt", roots)).Message;
        Assert.Contains("\"defualt\" not found", message);
        Assert.Contains(roots[0], message);
        Assert.Contains("\"default\"", message);
        Assert.Contains("model.json", Assert.Throws<DataException>(() => ModelFinder.Find("no/such", roots)).Message);
        Assert.Contains(ModelFinder.Variable, Assert.Throws<DataException>(() => ModelFinder.Find(null, [])).Message);
    }

    private string Model(string name) => Path.GetDirectoryName(_folder.Write(name + "/model.json", "{}"))!;
}
