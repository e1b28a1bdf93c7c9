using Allocation.Core.Storage.Rows;
using Allocation.Stores.Tests.Fixtures;
using static Allocation.Stores.Tests.Fixtures.Rows;

namespace Allocation.Stores.Tests.Contract;

/// <summary>Rows of service definitions and their versions.</summary>
public abstract class DefinitionContract<TFixture> : StoreContract<TFixture>
    where TFixture : StoreFixture, new()
{
    [Fact]
    public void Every_field_comes_back_after_reopening()
    {
        var record = new DefinitionRecord("Wire \"1\" \u017E", 3, "{ \"name\":\n  \"\U0001F600\" }", Noon, Retired: true);
        Store.Run(session => session.Definitions.Add(record));
        Fixture.Reopen();
        Assert.Equal([record], Store.Read(s => s.Definitions.All().ToList()));
    }

    [Fact]
    public void A_version_is_taken_once_without_case() => Store.Run(session =>
    {
        Assert.True(session.Definitions.Add(Version("Caf\u00e9", 1)));
        Assert.False(session.Definitions.Add(Version("CAFE\u0301", 1) with { Document = "other" }));
        Assert.True(session.Definitions.Add(Version("CAFE\u0301", 2)));
        Assert.Equal(Version("Caf\u00e9", 1), session.Definitions.Find("cafe\u0301", 1));
        Assert.Null(session.Definitions.Find("caf\u00e9", 3));
    });

    [Fact]
    public void The_latest_version_is_the_highest_also_when_it_is_retired() => Store.Run(session =>
    {
        Assert.Null(session.Definitions.Latest("wire"));
        foreach (var version in new[] { 2, 10, 9 }) session.Definitions.Add(Version("Wire", version) with { Retired = version == 10 });
        session.Definitions.Add(Version("Wires", 11));
        Assert.Equal(Version("Wire", 10) with { Retired = true }, session.Definitions.Latest("WIRE"));
    });

    [Fact]
    public void Versions_are_listed_by_name_without_case_by_code_point_then_by_version() => Store.Run(session =>
    {
        foreach (var (name, version) in new[] { ("\U0001F600", 1), ("b", 10), ("B", 9), ("\uFF5E", 1), ("a", 1), ("C", 1) })
            session.Definitions.Add(Version(name, version));
        Assert.Equal(
            [("a", 1), ("B", 9), ("b", 10), ("C", 1), ("\uFF5E", 1), ("\U0001F600", 1)],
            session.Definitions.All().Select(d => (d.Name, d.Version)));
    });

    [Fact]
    public void Updating_replaces_one_version_and_says_whether_there_was_one() => Store.Run(session =>
    {
        session.Definitions.Add(Version("Wire", 1));
        session.Definitions.Add(Version("Wire", 2));
        Assert.True(session.Definitions.Update(Version("wire", 1) with { Retired = true, Document = "other" }));
        Assert.Equal(Version("wire", 1) with { Retired = true, Document = "other" }, session.Definitions.Find("WIRE", 1));
        Assert.Equal(Version("Wire", 2), session.Definitions.Find("WIRE", 2));
        Assert.False(session.Definitions.Update(Version("Wire", 3)));
        Assert.False(session.Definitions.Update(Version("Wires", 1)));
        Assert.Equal(2, session.Definitions.All().Count());
    });

    private static DefinitionRecord Version(string name, int version) => new(name, version, "{}", Noon);
}
