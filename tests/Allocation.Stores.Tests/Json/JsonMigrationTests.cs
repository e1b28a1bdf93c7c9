using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Allocation.Core.Errors;
using Allocation.Core.Storage.Addresses;
using Allocation.Core.Storage.Documents;
using Allocation.Stores.Json;
using Allocation.Stores.Memory;
using Allocation.Stores.Tests.Fixtures;

namespace Allocation.Stores.Tests.Json;

/// <summary>A document of an older schema becomes one of this version, whole or not at all, and its former state is kept beside
/// it.</summary>
public sealed class JsonMigrationTests : IDisposable
{
    private static readonly DocumentSteps s_next = Steps(document =>
    {
        foreach (var pool in document["pools"]!.AsArray()) pool!["name"] = pool["name"] + "-migrated";
        document["note"] = "stepped";
    });

    private readonly TemporaryFolder _folder = new();

    private StoreUri Uri => StoreUri.Parse("json:store.json", _folder.Path);

    private string Backup => Uri.Location + $".schema-{DocumentSteps.Current.Latest}.bak";

    [Fact]
    public void An_older_document_is_migrated_with_what_it_holds_after_a_backup()
    {
        var former = SeedFirst();

        using (var store = JsonStore.Open(Uri, s_next))
        {
            Assert.Equal(DocumentSteps.Current.Latest + 1, store.Schema);
            Assert.Equal(["vlan-migrated"], Names(store));
        }

        var document = JsonNode.Parse(File.ReadAllText(Uri.Location))!;
        Assert.Equal(DocumentSteps.Current.Latest + 1, (int?)document["schema"]);
        Assert.Equal("stepped", (string?)document["note"]);
        Assert.Equal(former, File.ReadAllText(Backup));
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has access lists instead of mode bits.");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, new FileInfo(Backup).UnixFileMode);
    }

    [Fact]
    public void Several_steps_run_in_order_from_the_schema_of_the_document()
    {
        SeedFirst();
        var steps = Steps(d => d["trail"] = "one", d => d["trail"] = d["trail"] + " two", d => d["trail"] = d["trail"] + " three");

        JsonStore.Open(Uri, steps).Dispose();

        Assert.Equal("one two three", (string?)JsonNode.Parse(File.ReadAllText(Uri.Location))!["trail"]);
    }

    [Fact]
    public void A_step_that_fails_leaves_the_document_as_it_was_and_nothing_beside_it()
    {
        var former = SeedFirst();
        foreach (var file in Directory.GetFiles(_folder.Path, "*.lock")) File.Delete(file);

        Assert.Throws<StoreCorruptException>(() => JsonStore.Open(Uri, Steps(d => d["pools"]![7]!["name"] = "x")));
        Assert.Throws<StoreCorruptException>(() => JsonStore.Open(Uri, Steps(d => d["pools"]![0]!["from"] = "x")));

        Assert.Equal(former, File.ReadAllText(Uri.Location));
        Assert.Equal([Uri.Location], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void Eight_that_open_an_older_document_at_once_migrate_it_once()
    {
        SeedFirst();
        var failures = new ConcurrentBag<Exception>();
        using var start = new Barrier(8);
        var threads = Enumerable.Range(0, 8).Select(i => new Thread(() =>
        {
            try
            {
                start.SignalAndWait();
                using var store = JsonStore.Open(Uri, s_next);
                store.Run(s => s.Pools.Add(Rows.Pool($"p{i}")));
            }
            catch (Exception failure)
            {
                failures.Add(failure);
            }
        })).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());

        Assert.Empty(failures);
        using var store = JsonStore.Open(Uri, s_next);
        Assert.Equal([.. Enumerable.Range(0, 8).Select(i => $"p{i}"), "vlan-migrated"], Names(store));
        Assert.Equal([Backup], Directory.GetFiles(_folder.Path, "*.bak"));
    }

    [Fact]
    public void An_older_document_that_is_put_in_place_of_an_open_one_is_backed_up_at_the_next_change()
    {
        var former = SeedFirst();
        JsonStore.Open(Uri, s_next).Dispose();
        File.Delete(Backup);
        using var store = JsonStore.Open(Uri, s_next);
        File.WriteAllText(Uri.Location, former);

        Assert.Equal(["vlan-migrated"], Names(store));
        Assert.Equal(former, File.ReadAllText(Uri.Location));
        store.Run(s => s.Pools.Add(Rows.Pool("new")));

        Assert.Equal(former, File.ReadAllText(Backup));
        Assert.Equal(["new", "vlan-migrated"], Names(store));
    }

    [Fact]
    public void A_version_that_does_not_know_the_new_schema_refuses_it()
    {
        JsonStore.Open(Uri, s_next).Dispose();
        using (var store = JsonStore.Open(Uri, s_next)) store.Run(s => s.Pools.Add(Rows.Pool()));

        Assert.Equal(DocumentSteps.Current.Latest + 1, Assert.Throws<StoreTooNewException>(() => JsonStore.Open(Uri)).Schema);
    }

    [Fact]
    public void An_export_of_an_older_schema_can_be_imported()
    {
        SeedFirst();
        var session = new MemorySession(MemoryState.Empty, writable: true);
        using var document = System.Text.Json.JsonDocument.Parse(File.ReadAllText(Uri.Location));

        StoreDocument.Read(document.RootElement, "export", session, new KeptFields(), () => { }, s_next);

        Assert.Equal("vlan-migrated", session.Pools.All().Single().Name);
    }

    [Fact]
    public void A_document_of_before_there_were_events_is_read_and_has_none()
    {
        var document = JsonNode.Parse(SeedFirst())!.AsObject();
        document.Remove("events");
        document["schema"] = 2;
        File.WriteAllText(Uri.Location, document.ToJsonString());

        using var store = JsonStore.Open(Uri);

        Assert.Equal(["vlan"], Names(store));
        Assert.Equal(0, store.Read(s => s.Events.Count(new())));
    }

    public void Dispose() => _folder.Dispose();

    // Every schema that this version knows needs no step here, so that these tests stay as they are when there are more.
    private static DocumentSteps Steps(params Action<JsonObject>[] further) =>
        new([.. Enumerable.Repeat<Action<JsonObject>>(_ => { }, DocumentSteps.Current.Latest - 1), .. further]);

    private static List<string> Names(JsonStore store) => store.Read(s => s.Pools.All().Select(p => p.Name).ToList());

    private string SeedFirst()
    {
        using (var store = JsonStore.Open(Uri)) store.Run(s => s.Pools.Add(Rows.Pool()));
        return File.ReadAllText(Uri.Location);
    }
}
