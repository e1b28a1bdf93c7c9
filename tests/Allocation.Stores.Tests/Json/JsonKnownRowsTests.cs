using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Allocation.Core.Errors;
using Allocation.Core.Inventories;
using Allocation.Core.Inventories.Intents;
using Allocation.Core.Inventories.PoolFiles;
using Allocation.Core.Ledger;
using Allocation.Core.ResourcePools.Managing;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Documents;
using Allocation.Stores.Json;
using Allocation.Stores.Memory;
using Allocation.Stores.Tests.Differential;
using Allocation.Stores.Tests.Fixtures;

namespace Allocation.Stores.Tests.Json;

/// <summary>
/// A store that is open does not read the rows again that it knows from the former document. What it sees, and what it refuses, must be
/// as if it read all.
/// </summary>
public sealed partial class JsonKnownRowsTests : IDisposable
{
    private const int Steps = 200;
    private const int Edits = 150;

    private static readonly IEqualityComparer<AllocationRecord> s_same = ReferenceEqualityComparer.Instance;

    private readonly Replica _replica;
    private readonly Random _random;
    private DateTime _edited = DateTime.UtcNow;

    public JsonKnownRowsTests()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"Seed {seed}");
        _random = new Random(seed);
        _replica = new Replica(new JsonFixture(), seed);
        var script = new Script(_random);
        for (var i = 0; i < Steps; i++) _replica.Do(script.Next().Do);
        AddWhatNoScriptDoes(_replica.Store);
    }

    private string Document => _replica.Store.Uri.Location;

    public void Dispose() => _replica.Dispose();

    [Fact]
    public void An_edited_document_is_read_or_refused_as_by_a_store_that_was_not_open()
    {
        var refused = 0;
        for (var i = 0; i < Edits; i++)
        {
            Toggle();
            var text = File.ReadAllText(Document);
            var (what, edited) = Edit(text);
            TestContext.Current.TestOutputHelper?.WriteLine($"{i}: {what}");
            Save(edited);
            var seen = Seen(_replica.Store);
            using (var anew = new JsonFixture())
            {
                File.WriteAllText(anew.Store.Uri.Location, edited);
                Assert.Equal(Seen(anew.Store), seen);
            }

            if (seen.StartsWith('{'))
            {
                Toggle();
                Assert.Equal(Anew(), File.ReadAllText(Document));
                continue;
            }

            refused++;
            Save(text);
        }

        Assert.InRange(refused, 1, Edits - 1);
    }

    [Fact]
    public void All_rows_are_known_but_the_first_of_each_list()
    {
        var written = new WrittenRows(former: null);
        using var stream = new MemoryStream();
        _replica.Store.Read(s =>
        {
            StoreDocument.Write(s, stream, 1, new KeptFields(), () => { }, written: written);
            return s;
        });
        written.Complete(stream.ToArray());

        Assert.True(KnownRows.TryFind(stream.ToArray(), written, DocumentSteps.Current.Latest, out var known));

        using var all = JsonDocument.Parse(stream.ToArray());
        using var rest = JsonDocument.Parse(known.Rest);
        foreach (var name in StoreDocument.Sections.Select(section => section.Name))
        {
            var count = all.RootElement.GetProperty(name).GetArrayLength();
            Assert.Equal(count, known.Of(name).Count);
            Assert.Equal(Math.Max(0, count - 1), known.Of(name).Count(row => row is not null));
            Assert.Equal(Math.Min(1, count), rest.RootElement.GetProperty(name).GetArrayLength());
        }

        Assert.InRange(known.Of("allocations").Count, 3, int.MaxValue);
    }

    [Fact]
    public void A_row_that_another_process_left_as_it_was_stays_the_same_object()
    {
        Toggle();
        var before = Lines();
        using (var other = JsonStore.Open(_replica.Store.Uri)) other.Run(s => s.Allocations.Add(Rows.Thing("new", "new")));
        var after = Lines();

        // The first row of a list is read.
        Assert.Equal(before.Count + 1, after.Count);
        Assert.All(before.Skip(1).Where(row => row.Notes.IsEmpty), row => Assert.Contains(row, after, s_same));

        List<AllocationRecord> Lines() => _replica.Store.Read(s => s.Allocations.Query(new()).ToList());
    }

    [Fact]
    public void A_field_that_we_do_not_know_stays_with_a_row_that_another_process_left_as_it_was()
    {
        using var fixture = new JsonFixture();
        var path = fixture.Store.Uri.Location;
        fixture.Store.Run(s =>
        {
            s.Allocations.Add(Rows.Thing("a", "a"));
            s.Allocations.Add(Rows.Thing("b", "b"));
        });
        var id = "\"reservationId\": \"b\"";
        File.WriteAllText(path, File.ReadAllText(path).Replace(id, "\"colour\": \"blue\", " + id));
        fixture.Store.Run(s => s.Pools.Add(Rows.Pool("ours")));
        using (var other = JsonStore.Open(fixture.Store.Uri)) other.Run(s => s.Pools.Add(Rows.Pool("of another")));

        fixture.Store.Run(s => s.Allocations.Update(Rows.Thing("b", "b") with { LeaseName = "changed" }));

        Assert.Matches(@"""changed""[^}]*""colour"": ""blue""", File.ReadAllText(path));
    }

    [Fact]
    public void A_document_of_an_older_schema_is_read_as_a_whole()
    {
        var next = new DocumentSteps([_ => { }, _ => { }, document =>
        {
            foreach (var pool in document["pools"]!.AsArray()) pool!["name"] = pool["name"] + "-migrated";
        }
        ]);
        using var fixture = new JsonFixture();
        fixture.Store.Run(s =>
        {
            s.Pools.Add(Rows.Pool("a"));
            s.Pools.Add(Rows.Pool("b"));
        });
        var path = fixture.Store.Uri.Location;
        using var store = JsonStore.Open(fixture.Store.Uri, next);
        store.Run(s => s.Pools.Rename("b-migrated", "b"));

        // The rows of the pools stand in both.
        var (newer, older) = ($"\"schema\": {next.Latest}", $"\"schema\": {DocumentSteps.Current.Latest}");
        File.WriteAllText(path, File.ReadAllText(path).Replace(newer, older));

        Assert.Equal(["a-migrated-migrated", "b-migrated"], store.Read(s => s.Pools.All().Select(pool => pool.Name).ToList()));
    }

    private static void AddWhatNoScriptDoes(IAllocationStore store) => store.Run(s =>
    {
        foreach (var name in new[] { "one", "two", "three" })
        {
            s.Allocations.Add(Rows.Thing("of " + name, name));
            s.Inventories.Add(new(name, InventoryKind.ByValue, new FileInventorySettings("vlan.json"), Rows.Noon));
            s.Queue.SaveManager(new ManagerRecord(name, "h", 4, "mark", Rows.Noon, Rows.Noon));
            s.Definitions.Add(new(name, 2, "{ \"name\":  \"Wire\" }", Rows.Noon, Retired: true));
            s.Intents.Add(new()
            {
                Id = name,
                Purpose = IntentPurpose.Release,
                State = IntentState.Waiting,
                Pool = "ipam",
                ReservationId = name,
                LeaseId = "s1",
                LeaseName = "O'Hara",
                LeaseKind = LeaseKind.Service,
                Attribute = "n",
                Caller = "c",
                Heartbeat = Rows.Noon,
                CreatedAt = Rows.Noon,
                NextTry = Rows.Noon,
            });
        }

        return true;
    });

    private void Toggle() => _replica.Store.Run(s =>
    {
        if (!s.Pools.Remove("toggled")) s.Pools.Add(Rows.Pool("toggled"));
        return true;
    });

    // A change of the same length in the same moment would not be seen.
    private void Save(string text)
    {
        File.WriteAllText(Document, text);
        File.SetLastWriteTimeUtc(Document, _edited = _edited.AddSeconds(1));
    }

    private static string Seen(IAllocationStore store)
    {
        try
        {
            return store.Dump();
        }
        catch (AllocationException e)
        {
            return e.Message.Replace(store.Uri.ToString(), "STORE", StringComparison.Ordinal);
        }
    }

    private string Anew()
    {
        var (session, kept) = (new MemorySession(MemoryState.Empty, writable: true), new KeptFields());
        using var document = JsonDocument.Parse(File.ReadAllBytes(Document));
        var head = StoreDocument.Read(document.RootElement, "anew", session, kept, () => { });
        using var anew = new MemoryStream();
        StoreDocument.Write(session, anew, head.Revision, kept, () => { }, latest: head.Latest);
        return Encoding.UTF8.GetString(anew.ToArray());
    }

    private (string What, string Text) Edit(string text)
    {
        var lines = text.Split('\n').ToList();
        var line = _random.Next(lines.Count);
        var rows = Row().Matches(text);
        var (row, other) = (rows[_random.Next(rows.Count)], rows[_random.Next(rows.Count)]);
        switch (_random.Next(13))
        {
            case 0:
                lines.RemoveAt(line);
                return ($"line {line} removed", string.Join('\n', lines));
            case 1:
                lines.Insert(line, lines[line]);
                return ($"line {line} twice", string.Join('\n', lines));
            case 2:
                lines[line] = lines[line].Replace("\"", "\"x", StringComparison.Ordinal);
                return ($"line {line} changed", string.Join('\n', lines));
            case 3:
                var at = _random.Next(text.Length);
                return ($"byte {at} removed", text.Remove(at, 1));
            case 4:
                return ($"row at {row.Index} removed", text.Remove(row.Index, row.Length));
            case 5:
                return ($"row at {row.Index} twice", text.Insert(row.Index, row.Value));
            case 6:
                return ($"row at {row.Index} also at {other.Index}", text.Insert(other.Index, row.Value));
            case 7:
                return ($"row at {row.Index} has one more field", text.Insert(text.IndexOf('{', row.Index) + 1, "\"colour\": 1,"));
            case 8:
                return ($"an item at {row.Index} that is no row", text.Insert(row.Index, ",7"));
            case 9:
                var (list, instead) = (List(), List());
                return ($"{list} named {instead}", text.Replace($"\"{list}\": [", $"\"{instead}\": [", StringComparison.Ordinal));
            case 10:
                var schema = _random.Next(5);
                return ($"schema {schema}", text.Replace($"\"schema\": {DocumentSteps.Current.Latest}",
                    $"\"schema\": {schema.ToString(CultureInfo.InvariantCulture)}", StringComparison.Ordinal));
            case 11:
                return ("formatted by an editor", text.Replace("    {", "   {", StringComparison.Ordinal));
            default:
                return ("a second schema at the end", text[..text.LastIndexOf('}')] + ", \"schema\": 2 }");
        }
    }

    private string List() => StoreDocument.Sections[_random.Next(StoreDocument.Sections.Count)].Name;

    [GeneratedRegex(@",\r?\n    \{\r?\n.*?\n    \}", RegexOptions.Singleline)]
    private static partial Regex Row();
}
