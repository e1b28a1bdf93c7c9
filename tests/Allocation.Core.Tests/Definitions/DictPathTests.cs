using System.Text.Json.Nodes;
using Allocation.Core.Definitions.Paths;

namespace Allocation.Core.Tests.Definitions;

public sealed class DictPathTests
{
    [Theory]
    [InlineData("name", "name")]
    [InlineData(".name", "name")]
    [InlineData(".", ".")]
    [InlineData("a.b.c", "a.b.c")]
    [InlineData("ports[name=eth0].vlan_id", "ports[name=eth0].vlan_id")]
    [InlineData("ports[name=eth0][unit=5].vlan_id", "ports[name=eth0][unit=5].vlan_id")]
    [InlineData(@"a\.b.c", @"a\.b.c")]
    [InlineData(@"a\[\]\*\=\\b", @"a\[\]\*\=\\b")]
    [InlineData("l[ip=10.0.0.1].x", "l[ip=10.0.0.1].x")]
    [InlineData(@"l[ip=10\.0\.0\.1].x", "l[ip=10.0.0.1].x")]
    [InlineData("l[k=]", "l[k=]")]
    [InlineData(@"l[k=\0]", @"l[k=\0]")]
    public void A_path_is_written_in_one_canonical_way(string text, string canonical)
    {
        var path = DictPath.Parse(text);
        Assert.Equal(canonical, path.ToString());
        Assert.Equal(path, DictPath.Parse(canonical));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a.")]
    [InlineData("a..b")]
    [InlineData("..a")]
    [InlineData("[k=v]")]
    [InlineData("a[=v]")]
    [InlineData("a[k]")]
    [InlineData("a[k=v")]
    [InlineData("a[k=v]b")]
    [InlineData("a[k=v][k=w]")]
    [InlineData("a]")]
    [InlineData("a=b")]
    [InlineData(@"a\")]
    [InlineData(@"a\x")]
    [InlineData(@"\0")]
    [InlineData(@"a[k=\0x]")]
    [InlineData("*")]
    [InlineData("a[name=*]")]
    public void What_is_no_path_is_refused(string text)
    {
        Assert.Throws<FormatException>(() => DictPath.Parse(text));
        Assert.False(DictPath.TryParse(text, wild: false, out _, out var mistake));
        Assert.NotEmpty(mistake!);
    }

    [Theory]
    [InlineData("*")]
    [InlineData("a.*")]
    [InlineData("a[name=*].x")]
    [InlineData("a[*=5].x")]
    [InlineData("a[*=*].x")]
    public void Wildcards_belong_in_wild_paths_only(string text)
    {
        Assert.True(DictPath.ParseWild(text).IsWild);
        Assert.Throws<FormatException>(() => DictPath.Parse(text));
    }

    [Theory]
    [InlineData("a*")]
    [InlineData("a[k=x*]")]
    [InlineData("**")]
    public void A_wildcard_stands_alone(string text) => Assert.Throws<FormatException>(() => DictPath.ParseWild(text));

    [Fact]
    public void A_star_with_a_backslash_is_a_star()
    {
        var path = DictPath.ParseWild(@"l[k=\*].x");
        Assert.False(path.IsWild);
        Assert.Equal(7, path.Get(Json("""{"l": [{"k": "a", "x": 6}, {"k": "*", "x": 7}]}"""))!.GetValue<int>());
    }

    [Fact]
    public void Get_gives_the_one_value()
    {
        var root = Json("""{"ports": [{"name": "eth0", "unit": 1, "v": 10}, {"name": "eth0", "unit": 2, "v": 20}], "d": {"x": null}}""");
        Assert.Equal(20, DictPath.Parse("ports[name=eth0][unit=2].v").Get(root)!.GetValue<int>());
        Assert.Null(DictPath.Parse("d.x").Get(root));
        Assert.Same(root, DictPath.Root.Get(root));
    }

    [Theory]
    [InlineData("ports[name=eth0].v")]
    [InlineData("ports[name=eth9].v")]
    [InlineData("missing")]
    [InlineData("d.y")]
    [InlineData("d[k=v]")]
    public void Get_of_nothing_or_of_several_is_a_missing_key(string path)
    {
        var root = Json("""{"ports": [{"name": "eth0", "unit": 1, "v": 10}, {"name": "eth0", "unit": 2, "v": 20}], "d": {"x": null}}""");
        Assert.Throws<KeyNotFoundException>(() => DictPath.Parse(path).Get(root));
        Assert.False(DictPath.Parse(path).TryGet(root, out _));
    }

    [Theory]
    [InlineData("n.x")]
    [InlineData("t.x")]
    public void Leading_through_null_or_a_plain_value_is_another_error(string path) =>
        Assert.Throws<InvalidOperationException>(() => DictPath.Parse(path).Get(Json("""{"n": null, "t": "text"}""")));

    [Theory]
    [InlineData("""5""", "5.0", true)]
    [InlineData("""5.0""", "5", true)]
    [InlineData("""5""", "05", true)]
    [InlineData("\"5\"", "5.0", false)]
    [InlineData("""5""", "five", false)]
    [InlineData("""null""", "", false)]
    [InlineData("""null""", null, true)]
    [InlineData("\"\"", null, false)]
    [InlineData("\"\"", "", true)]
    [InlineData("""true""", "true", true)]
    [InlineData("\"Eth0\"", "eth0", false)]
    public void Null_equals_null_only_and_numbers_are_compared_as_numbers(string value, string? wanted, bool same) =>
        Assert.Equal(same, PathComparison.Same(JsonNode.Parse(value), wanted));

    [Fact]
    public void A_wild_path_gives_each_value_with_its_own_path()
    {
        var root = Json("""{"s": [{"id": 1, "p": [{"n": "a", "v": 1}, {"n": "b"}]}, {"id": 2, "p": null}, {"id": 3, "p": [{"n": "a.b", "v": 3}]}]}""");
        var found = DictPath.ParseWild("s[id=*].p[n=*].v").GetAll(root).ToList();
        Assert.Equal(["s[id=1].p[n=a].v", "s[id=3].p[n=a.b].v"], found.Select(f => f.Path.ToString()));
        Assert.Equal([1, 3], found.Select(f => f.Value!.GetValue<int>()));
        Assert.All(found, f => Assert.Same(f.Value, DictPath.Parse(f.Path.ToString()).Get(root)));
    }

    [Fact]
    public void A_wild_path_without_a_match_gives_nothing() =>
        Assert.Empty(DictPath.ParseWild("*.x[a=*]").GetAll(Json("""{"n": null, "t": "text", "d": {"x": 5}}""")));

    [Fact]
    public void A_wild_key_gives_all_members() =>
        Assert.Equal(["a", "b"], DictPath.ParseWild("*").GetAll(Json("""{"a": 1, "b": 2}""")).Select(f => f.Path.ToString()));

    [Fact]
    public void Set_makes_what_is_missing_on_the_way()
    {
        var root = new JsonObject();
        DictPath.Parse("a.l[k=v][n=5].x").Set(root, JsonValue.Create(1));
        Assert.Equal("""{"a":{"l":[{"k":"v","n":"5","x":1}]}}""", root.ToJsonString());
    }

    [Fact]
    public void Set_can_be_told_what_a_new_key_is()
    {
        var root = new JsonObject();
        DictPath.Parse("l[n=5].x").Set(root, JsonValue.Create(1), keyValue: (list, key, text) => JsonValue.Create(long.Parse(text!)));
        Assert.Equal("""{"l":[{"n":5,"x":1}]}""", root.ToJsonString());
    }

    [Fact]
    public void Set_without_construct_changes_only_what_is_there()
    {
        var root = Json("""{"a": {"x": 1}}""");
        DictPath.Parse("a.x").Set(root, JsonValue.Create(2), construct: false);
        Assert.Throws<KeyNotFoundException>(() => DictPath.Parse("b.x").Set(root, JsonValue.Create(2), construct: false));
        Assert.Throws<KeyNotFoundException>(() => DictPath.Parse("l[k=v].x").Set(root, JsonValue.Create(2), construct: false));
        Assert.Equal("""{"a":{"x":2}}""", root.ToJsonString());
    }

    [Fact]
    public void Setting_an_item_replaces_it_or_appends_it()
    {
        var root = Json("""{"l": [{"k": 1, "x": "old"}, {"k": 2}]}""");
        DictPath.Parse("l[k=1]").Set(root, Json("""{"x": "new"}"""));
        DictPath.Parse("l[k=3]").Set(root, Json("""{"k": 3}"""));
        Assert.Equal("""{"l":[{"x":"new","k":"1"},{"k":2},{"k":3}]}""", root.ToJsonString());
        Assert.Throws<InvalidOperationException>(() => DictPath.Parse("l[k=3]").Set(root, Json("""{"k": 4}""")));
        Assert.Throws<InvalidOperationException>(() => DictPath.Parse("l[k=3]").Set(root, JsonValue.Create(4)));
    }

    [Fact]
    public void Setting_through_a_plain_value_is_refused()
    {
        var root = Json("""{"a": 1}""");
        Assert.Throws<InvalidOperationException>(() => DictPath.Parse("a.x").Set(root, null));
        Assert.Throws<InvalidOperationException>(() => DictPath.Parse("a[k=v].x").Set(root, null));
        Assert.Throws<InvalidOperationException>(() => DictPath.Root.Set(root, null));
        Assert.Throws<InvalidOperationException>(() => DictPath.ParseWild("*").Set(root, null));
    }

    [Fact]
    public void Remove_is_silent_when_nothing_is_there()
    {
        var root = Json("""{"a": {"x": 1, "y": 2}, "l": [{"k": 1}, {"k": 2}]}""");
        DictPath.Parse("a.x").Remove(root);
        DictPath.Parse("l[k=1]").Remove(root);
        DictPath.Parse("b.c").Remove(root);
        DictPath.Parse("l[k=9].x").Remove(root);
        Assert.Equal("""{"a":{"y":2},"l":[{"k":2}]}""", root.ToJsonString());
    }

    [Fact]
    public void Any_name_and_value_survive_being_written_and_read()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        const string Letters = @"ab.\[]*=0é ";
        for (var i = 0; i < 2000; i++)
        {
            string Any(int least) => new([.. Enumerable.Range(0, random.Next(least, 6)).Select(_ => Letters[random.Next(Letters.Length)])]);
            var path = DictPath.Of([new PathElement(Any(1)),
                new PathElement(Any(1), [new PathSelector(Any(1), random.Next(5) == 0 ? null : Any(0))])]);
            Assert.True(path.Elements.SequenceEqual(DictPath.ParseWild(path.ToString()).Elements), $"seed {seed}: {path}");
        }
    }

    private static JsonObject Json(string text) => (JsonObject)JsonNode.Parse(text)!;
}
