using Allocation.Core.Ledger;
using Allocation.Core.Services;
using Allocation.Core.Storage.Notes;
using Allocation.Stores.Tests.Fixtures;
using static Allocation.Stores.Tests.Fixtures.Rows;

namespace Allocation.Stores.Tests.Contract;

public abstract class NoteContract<TFixture> : StoreContract<TFixture>
    where TFixture : StoreFixture, new()
{
    private static readonly NoteSet s_plant = new()
    {
        Description = "Leitstand \u00fc 'x' \"y\"",
        Owner = "Plant",
        Tags = ["env=prod", "site"],
    };
    private static readonly NoteSet s_office = new() { Owner = "office", Tags = ["env=test"] };

    [Fact]
    public void A_pool_has_its_notes_and_loses_them_with_its_row()
    {
        Store.Run(session => session.Pools.Add(Pool() with { Notes = s_plant }));
        Assert.Equal(s_plant, Store.Read(s => s.Pools.Find("VLAN")!.Notes));
        Assert.Equal(s_plant, Store.Read(s => s.Notes.Find(NoteSubject.Pool("vlan"))));

        Store.Run(session => session.Pools.Update(Pool() with { Notes = s_office }));
        Assert.Equal(s_office, Store.Read(s => s.Pools.All().Single().Notes));

        Store.Run(session => session.Pools.Remove("VLAN"));
        Store.Run(session => session.Pools.Add(Pool()));
        Assert.Equal(NoteSet.None, Store.Read(s => s.Pools.Find("vlan")!.Notes));
    }

    [Theory]
    [InlineData(null, "", "plant office bare")]
    [InlineData("PLANT", "", "plant")]
    [InlineData("*", "", "plant office")]
    [InlineData(null, "ENV", "plant office")]
    [InlineData(null, "env=prod", "plant")]
    [InlineData(null, "env=*,site", "plant")]
    [InlineData("off*", "env=prod", "")]
    public void Pools_are_found_by_their_notes_in_the_order_of_their_names(string? owner, string tags, string expected)
    {
        Store.Run(session =>
        {
            session.Pools.Add(Pool("3 bare"));
            session.Pools.Add(Pool("1 plant") with { Notes = s_plant });
            session.Pools.Add(Pool("2 office") with { Notes = s_office });
        });
        var filter = NoteFilter.Of(owner, tags.Split(',', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(expected, Store.Read(s => string.Join(' ', s.Pools.All(filter).Select(pool => pool.Name[2..]).ToList())));
    }

    [Theory]
    [InlineData("campus")]
    [InlineData("VLAN")]
    public void A_pool_takes_its_notes_along_to_another_name(string name)
    {
        Store.Run(session => session.Pools.Add(Pool() with { Notes = s_plant }));

        Store.Run(session => session.Pools.Rename("vlan", name));

        Assert.Equal(s_plant, Store.Read(s => s.Pools.Find(name)!.Notes));
        if (name != "campus") return;
        Store.Run(session => session.Pools.Add(Pool()));
        Assert.Equal(NoteSet.None, Store.Read(s => s.Pools.Find("vlan")!.Notes));
    }

    [Fact]
    public void A_locked_pool_has_its_notes_as_they_are()
    {
        Store.Run(session => session.Pools.Add(Pool() with { Notes = s_plant }));
        Store.Run(session =>
        {
            Assert.Equal(s_plant, session.Pools.Lock("vlan")!.Notes);
            session.Pools.Update(Pool() with { Notes = s_office });
            Assert.Equal(s_office, session.Pools.Lock("vlan")!.Notes);
        });
    }

    [Fact]
    public void A_service_has_its_notes_through_every_change_of_its_row()
    {
        Store.Run(session =>
        {
            session.Services.Add(Service("s1", "a") with { Notes = s_plant });
            session.Services.Update(Service("s1", "a") with { Notes = s_plant, State = "up" });
        });
        Assert.Equal(s_plant, Store.Read(s => s.Services.FindLiving("VlanService", "A")!.Notes));
        Store.Run(session =>
        {
            var row = session.Services.Lock("s1")!;
            session.Services.Update(row with { Notes = s_office });
            session.Services.Update(row with { Notes = s_plant });
            Assert.Equal(s_plant, session.Services.Find("s1")!.Notes);
            session.Services.Update(row with { Notes = NoteSet.None });
        });
        Assert.Equal(NoteSet.None, Store.Read(s => s.Services.Find("s1")!.Notes));
        Store.Run(session => session.Services.Update(Service("s1", "a") with { Notes = s_office, Living = false }));
        Assert.Equal(s_office, Store.Read(s => s.Services.Find("s1")!.Notes));
    }

    [Fact]
    public void A_service_that_is_removed_leaves_no_notes()
    {
        Store.Run(session => session.Services.Add(Service("s1", "a") with { Notes = s_plant }));
        Store.Run(session => session.Services.Remove("s1"));
        Assert.Equal(NoteSet.None, Store.Read(s => s.Notes.Find(NoteSubject.Lease("s1"))));
    }

    [Fact]
    public void A_line_of_the_ledger_shows_the_notes_of_its_holder_as_they_are()
    {
        Store.Run(session =>
        {
            session.Services.Add(Service("s1", "a") with { Notes = s_plant });
            session.Allocations.Add(Number("r1", 100, lease: "s1"));
            session.Allocations.Add(Number("r2", 101, lease: "d1") with { LeaseKind = LeaseKind.Direct });
            session.Allocations.Add(Number("r3", 102, lease: "none"));
            session.Notes.Set(NoteSubject.Lease("d1"), s_office);
        });
        Assert.Equal([s_plant, s_office, NoteSet.None], Lines(new()).ConvertAll(line => line.Notes));
        Store.Run(session =>
        {
            session.Services.Update(Service("s1", "a"));
            session.Notes.Set(NoteSubject.Lease("d1"), s_plant);
            Assert.Equal(s_plant, session.Allocations.Find("r2")!.Notes);
            Assert.Equal(s_plant, session.Allocations.FindActive("vlan", "101")!.Notes);
            Assert.Equal(s_plant, session.Allocations.ActiveOf("d1").Single().Notes);
            Assert.Equal([NoteSet.None, s_plant], session.Allocations.ActiveIn("vlan", new(100, 102)).Select(line => line.Notes));
        });
        Assert.Equal([NoteSet.None, s_plant, NoteSet.None], Lines(new()).ConvertAll(line => line.Notes));
    }

    [Fact]
    public void A_line_that_is_added_or_updated_leaves_the_notes_of_its_holder_alone()
    {
        Store.Run(session =>
        {
            session.Notes.Set(NoteSubject.Lease("d1"), s_office);
            session.Allocations.Add(Number("r1", 100, lease: "d1") with { Notes = s_plant });
        });
        Store.Run(session => session.Allocations.Update(Number("r1", 100, lease: "d1") with { Notes = s_plant, EndDate = Noon }));
        Assert.Equal(s_office, Lines(new()).Single().Notes);
    }

    [Fact]
    public void What_is_looked_for_by_its_notes_is_found_without_case()
    {
        Store.Run(session =>
        {
            session.Services.Add(Service("s1", "a") with { Notes = s_plant });
            session.Services.Add(Service("s2", "b") with { Notes = s_plant with { Tags = ["Env=Prod"] } });
            session.Services.Add(Service("s3", "c") with { Notes = s_office });
            session.Services.Add(Service("s4", "d"));
            for (var i = 1; i <= 4; i++) session.Allocations.Add(Number($"r{i}", 100 + i, lease: $"s{i}"));
        });
        IsFound("s1 s2", owner: "plant");
        IsFound("s1 s2", owner: "PL*");
        IsFound("s1 s2 s3", owner: "*");
        IsFound("", owner: "pl`*");
        IsFound("s1 s2 s3", null, "ENV");
        IsFound("s1 s2", null, "env=prod");
        IsFound("s1 s2 s3", null, "env=*");
        IsFound("s1", null, "env", "site");
        IsFound("s1", null, "*prod", "s?te");
        IsFound("", null, "prod");
        IsFound("", null, "envx");
        IsFound("", "office", "env=prod");
    }

    private void IsFound(string expected, string? owner, params string[] tags)
    {
        var filter = NoteFilter.Of(owner, tags);
        Assert.Equal(expected,
            string.Join(' ', Store.Read(s => s.Services.Query(new ServiceQuery { Notes = filter }).Select(row => row.Id).ToList())));
        Assert.Equal(expected, string.Join(' ', Lines(new() { Notes = filter }).Select(line => line.LeaseId)));
        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length,
            Store.Read(s => s.Allocations.Count(new() { Notes = filter })));
    }

    private List<AllocationRecord> Lines(AllocationQuery query) => Store.Read(s => s.Allocations.Query(query).ToList());
}
