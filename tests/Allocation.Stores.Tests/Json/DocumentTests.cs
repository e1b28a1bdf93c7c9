using System.Text.Json.Nodes;
using Allocation.Core.Errors;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores.Json;
using Allocation.Stores.Tests.Fixtures;

namespace Allocation.Stores.Tests.Json;

/// <summary>What is true of the document of a JSON store, and of no other store.</summary>
public sealed class DocumentTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StoreUri _uri;

    public DocumentTests() => _uri = StoreUri.Parse("json:store.json", _folder.Path);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Fields_that_we_do_not_know_survive_in_the_head_and_in_rows()
    {
        Seed();
        var document = JsonNode.Parse(File.ReadAllText(_uri.Location))!.AsObject();
        document["site"] = "north";
        document["pools"]![0]!["colour"] = new JsonObject { ["text"] = "blue" };
        File.WriteAllText(_uri.Location, document.ToJsonString());

        using (var store = JsonStore.Open(_uri)) store.Run(s => s.Allocations.Add(Rows.Number("r2", 102)));

        var after = JsonNode.Parse(File.ReadAllText(_uri.Location))!;
        Assert.Equal("north", (string?)after["site"]);
        Assert.Equal("blue", (string?)after["pools"]![0]!["colour"]!["text"]);
    }

    [Theory]
    [InlineData("{\n  \"format\": \"allocation-store\",\n  oops", 3, 3)]
    [InlineData("{\n  \"format\": \"something else\", \"schema\": 1 }", 2, 13)]
    [InlineData("{\n  \"format\": \"allocation-store\", \"schema\": 2,\n  \"pools\": [\n    {\"name\": \"p\",\n     \"from\": \"x\"} ] }",
        5, 14)]
    [InlineData("{\n  \"format\": \"allocation-store\", \"schema\": 2,\n  \"pools\": 7 }", 3, 12)]
    [InlineData("[]", 1, 1)]
    public void A_damaged_document_is_refused_with_its_place_and_kept(string text, int line, int column)
    {
        File.WriteAllText(_uri.Location, text);

        var error = Assert.Throws<StoreCorruptException>(() => JsonStore.Open(_uri));

        Assert.Contains($"line {line}, column {column}", error.Reason, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(_uri.Location));
    }

    [Fact]
    public void A_document_that_gives_a_held_number_again_is_refused()
    {
        Seed();
        var document = JsonNode.Parse(File.ReadAllText(_uri.Location))!.AsObject();
        document["pools"]![0]!["free"] = new JsonArray(new JsonObject { ["from"] = 100, ["to"] = 200 });
        File.WriteAllText(_uri.Location, document.ToJsonString());

        Assert.Throws<StoreCorruptException>(() => JsonStore.Open(_uri));
    }

    [Fact]
    public void A_document_with_two_holders_of_one_number_is_refused()
    {
        Seed();
        var document = JsonNode.Parse(File.ReadAllText(_uri.Location))!.AsObject();
        var twin = document["allocations"]![0]!.DeepClone();
        twin["reservationId"] = "another";
        document["allocations"]!.AsArray().Add(twin);
        File.WriteAllText(_uri.Location, document.ToJsonString());

        Assert.Throws<StoreCorruptException>(() => JsonStore.Open(_uri));
    }

    [Fact]
    public void A_newer_document_is_refused_and_kept()
    {
        const string Text = "{\"format\": \"allocation-store\", \"schema\": 999}";
        File.WriteAllText(_uri.Location, Text);

        Assert.Equal(999, Assert.Throws<StoreTooNewException>(() => JsonStore.Open(_uri)).Schema);
        Assert.Equal(Text, File.ReadAllText(_uri.Location));
    }

    [Fact]
    public void A_change_by_another_hand_is_seen_at_the_next_look()
    {
        Seed();
        using var one = JsonStore.Open(_uri);
        using var other = JsonStore.Open(_uri);
        one.Run(s => s.Allocations.Add(Rows.Number("r2", 102)));

        Assert.NotNull(other.Read(s => s.Allocations.Find("r2")));
    }

    [Fact]
    public void Reading_and_work_that_changes_nothing_leave_the_file_alone()
    {
        Seed();
        var before = File.ReadAllText(_uri.Location);
        using var store = JsonStore.Open(_uri);

        store.Run(s => s.Pools.Find("vlan"));

        Assert.Equal(before, File.ReadAllText(_uri.Location));
    }

    [Fact]
    public void The_document_and_its_locks_are_for_their_owner_only()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has access control lists instead of modes.");
        Seed();

        var files = Directory.GetFiles(_folder.Path);
        Assert.Equal([_uri.Location, _uri.Location + ".lock", _uri.Location + ".turn.lock"], files.Order(StringComparer.Ordinal));
        Assert.All(files, file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, new FileInfo(file).UnixFileMode));
    }

    [Fact]
    public void A_file_that_is_gone_is_told_and_not_made_again()
    {
        Seed();
        using var store = JsonStore.Open(_uri);
        File.Delete(_uri.Location);

        Assert.Throws<StoreUnavailableException>(() => store.Run(s => s.Allocations.Add(Rows.Number("r2", 102))));
        Assert.False(File.Exists(_uri.Location));
    }

    [Fact]
    public void Names_stand_in_the_document_as_people_write_them()
    {
        using (var store = JsonStore.Open(_uri)) store.Run(s => s.Pools.Add(Rows.Pool("Zürich-東 'q' <x>")));

        Assert.Contains("Zürich-東 'q' <x>", File.ReadAllText(_uri.Location), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("say \"yes\" \\o/ 'no'")]
    [InlineData("🙂 𝔘 e\u0301 \u2028 \ufeff {0} %s $x")]
    [InlineData("\u0000 \ud7ff \uffff")]
    public void Any_text_comes_back_as_it_was(string name)
    {
        using (var store = JsonStore.Open(_uri)) store.Run(s => s.Services.Add(Rows.Service("s1", name)));
        using var again = JsonStore.Open(_uri);
        Assert.Equal(name, again.Read(s => s.Services.Find("s1")!.Name));
    }

    private void Seed()
    {
        using var store = JsonStore.Open(_uri);
        store.Run(s =>
        {
            s.Pools.Add(Rows.Pool());
            s.FreeRanges.Add("vlan", Rows.Free(100, 101));
            s.Allocations.Add(Rows.Number("r1", 101));
        });
    }
}
