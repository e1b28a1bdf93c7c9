using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Allocation.Core.Storage.Addresses;
using Allocation.Core.Storage.Documents;
using Allocation.Stores.Json;
using Allocation.Stores.Memory;
using Allocation.Stores.Tests.Differential;
using Allocation.Stores.Tests.Fixtures;

namespace Allocation.Stores.Tests.Json;

/// <summary>A store that is open copies the rows that did not change. The document must be the one that would be written anew.</summary>
public sealed class JsonCopiedRowsTests
{
    private const int Scripts = 3;
    private const int Steps = 250;

    [Fact]
    public void The_document_is_the_one_that_would_be_written_anew()
    {
        for (var i = 0; i < Scripts; i++)
        {
            var seed = Random.Shared.Next();
            TestContext.Current.TestOutputHelper?.WriteLine($"Seed {seed}");
            var random = new Random(seed);
            using var replica = new Replica(new JsonFixture(), seed);
            var script = new Script(random);
            Toggle(replica.Store, "first");
            for (var step = 0; step < Steps; step++)
            {
                var (what, operation) = Next(script, random);
                TestContext.Current.TestOutputHelper?.WriteLine($"{step}: {what}");
                replica.Do(operation);
                Assert.Equal(Anew(replica.Store.Uri), File.ReadAllText(replica.Store.Uri.Location));
            }
        }
    }

    [Fact]
    public void Who_reads_what_was_loaded_does_not_see_a_later_change()
    {
        using var fixture = new JsonFixture();
        fixture.Store.Run(s => s.Pools.Add(Rows.Pool("first")));
        fixture.Reopen();

        var seen = fixture.Store.Read(s =>
        {
            fixture.Store.Run(other => other.Pools.Add(Rows.Pool("second")));
            return s.Pools.All().Select(pool => pool.Name).ToList();
        });

        Assert.Equal(["first"], seen);
        Assert.Equal(["first", "second"], fixture.Store.Read(s => s.Pools.All().Select(pool => pool.Name).Order().ToList()));
    }

    private static (string What, Func<Replica, string> Do) Next(Script script, Random random) => random.Next(12) switch
    {
        0 => ("another process writes", replica =>
        {
            using var other = JsonStore.Open(replica.Store.Uri);
            return Toggle(other, "of another");
        }
        ),
        1 => ("an editor adds a field and formats anew", replica =>
        {
            var path = replica.Store.Uri.Location;
            var document = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
            foreach (var row in document.Select(list => list.Value).OfType<JsonArray>().Where(list => list.Count > 0))
                row[random.Next(row.Count)]!["colour"] = random.Next();
            File.WriteAllText(path, document.ToJsonString());
            return Toggle(replica.Store, "after an editor");
        }
        ),
        _ => script.Next(),
    };

    private static string Toggle(Core.Storage.IAllocationStore store, string pool) => store.Run(s =>
    {
        if (!s.Pools.Remove(pool)) s.Pools.Add(Rows.Pool(pool));
        return pool;
    });

    private static string Anew(StoreUri uri)
    {
        var (session, kept) = (new MemorySession(MemoryState.Empty, writable: true), new KeptFields());
        using var document = JsonDocument.Parse(File.ReadAllBytes(uri.Location));
        var head = StoreDocument.Read(document.RootElement, uri.ToString(), session, kept, () => { });
        using var anew = new MemoryStream();
        StoreDocument.Write(session, anew, head.Revision, kept, () => { }, latest: head.Latest);
        return Encoding.UTF8.GetString(anew.ToArray());
    }
}
