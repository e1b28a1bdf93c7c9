using Allocation.Core.Errors;

namespace Allocation.Cli.Tests;

/// <summary>Nesting without end: an error that names limit and place, and never a stack that ends.</summary>
public sealed class DepthTests : IDisposable
{
    private const string TooDeep = "it must not be nested deeper than 64 levels";
    private static readonly string s_brackets = new string('[', 100_000) + new string(']', 100_000);

    private readonly Sandbox _box = new();

    /// <inheritdoc/>
    public void Dispose() => _box.Dispose();

    [Theory]
    [InlineData("line 1, column 68", ErrorKind.InvalidPoolFile, "pools.yaml", "vm: DEEP", "pool", "import", "pools.yaml")]
    [InlineData("line 1, column 72", ErrorKind.InvalidPoolFile, "vlan.json", "{\"used\":DEEP}", "pool", "import", "vlan.json")]
    [InlineData("line 1, column 72", ErrorKind.InvalidDefinition, "d.json", "{\"name\":DEEP}", "service", "register", "d.json")]
    [InlineData("line 1, column 69", ErrorKind.InvalidService, "a.json", "{\"a\":DEEP}", "service", "new", "VlanService",
        "--attributes", "@a.json")]
    public void Files_that_are_nested_too_deep_are_refused(string place, ErrorKind kind, string file, string text, params string[] command)
    {
        _box.Write(file, text.Replace("DEEP", s_brackets, StringComparison.Ordinal));

        var run = _box.Run(command).Refused(kind);

        Assert.Contains(TooDeep, run.Error, StringComparison.Ordinal);
        Assert.Contains(place, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_document_that_is_nested_too_deep_is_refused_and_stays()
    {
        var file = _box.Write("store.json", "{\"format\":\"allocation-store\",\"schema\":2,\"pools\":" + s_brackets + "}");
        var run = _box.Run("pool", "list", "--store", "json:store.json").Refused(ErrorKind.StoreCorrupt);
        Assert.Contains("it must not be nested deeper than 512 levels (line 1, column ", run.Error, StringComparison.Ordinal);
        Assert.Equal(200_000, File.ReadAllText(file).Count(c => c is '[' or ']'));
    }

    // The document has levels of its own around the attributes.
    [Theory]
    [InlineData("sqlite:store.db")]
    [InlineData("json:store.json")]
    public void The_deepest_attributes_that_are_taken_can_be_read_again(string store)
    {
        _box.Environment["ALLOCATION_STORE"] = store;
        _box.Write("d.json", """{"name": "deep", "identity": "name", "attributes": {"name": "string", "data": {"type": "dict", "modifier": "rw+"}}}""");
        _box.Run("service", "register", "d.json").Ok();
        _box.Write("a.json", """{"name": "a", "data": """ + string.Concat(Enumerable.Repeat("{\"a\":", 63)) + "1" + new string('}', 64));

        _box.Run("service", "new", "deep", "--attributes", "@a.json").Ok();

        Assert.Contains(string.Concat(Enumerable.Repeat("{\"a\":", 63)), _box.Run("service", "get", "a", "--json").Ok().Output,
            StringComparison.Ordinal);
        _box.Run("store", "copy", "--from", store, "--to", "json:copy.json").Ok();
        Assert.Equal(_box.Run("service", "get", "a", "--json").Ok().Output,
            _box.Run("service", "get", "a", "--json", "--store", "json:copy.json").Ok().Output);
    }
}
