using Allocation.Core.Errors;
using Allocation.Core.Inventories.Intents;
using Allocation.Stores.Tests.Fixtures;
using static Allocation.Stores.Tests.Fixtures.Rows;

namespace Allocation.Stores.Tests.Contract;

public abstract class IntentContract<TFixture> : StoreContract<TFixture>
    where TFixture : StoreFixture, new()
{
    private static readonly IntentRecord s_full = Intent("i2", lease: "b") with
    {
        Purpose = IntentPurpose.Release,
        State = IntentState.Waiting,
        Handle = "h",
        ReservationId = "r",
        Attempts = 3,
        NextTry = Noon.AddMinutes(1),
        Note = "it was down",
        Call = new IntentCall { Asked = true, Program = "12|34|group", EndsAt = Noon.AddSeconds(30), Before = "100-139,150" },
    };

    [Fact]
    public void An_intent_keeps_all_its_fields()
    {
        var bare = Intent("i1", number: null) with { Attribute = null };
        Store.Run(session =>
        {
            session.Intents.Add(s_full);
            session.Intents.Add(bare);
        });
        Fixture.Reopen();
        Assert.Equal([bare, s_full], Store.Read(session => session.Intents.All()));
        Assert.Equal(s_full, Store.Run(session => session.Intents.Lock("i2")));
        Assert.Null(Store.Read(session => session.Intents.Find("i3")));
    }

    [Fact]
    public void An_id_is_used_once()
    {
        Store.Run(session => session.Intents.Add(Intent("i1")));
        Assert.Throws<StoreConflictException>(() => Store.Run(session => session.Intents.Add(Intent("i1", lease: "other"))));
        Assert.Equal("lease", Store.Read(session => session.Intents.Find("i1"))!.LeaseId);
    }

    [Fact]
    public void Intents_are_found_by_lease_and_by_number() => Store.Run(session =>
    {
        session.Intents.Add(Intent("i1"));
        session.Intents.Add(Intent("i2", lease: "other"));
        session.Intents.Add(Intent("i3", pool: "elsewhere"));
        session.Intents.Add(Intent("i4", number: null));
        Assert.Equal(["i1", "i3", "i4"], session.Intents.OfLease("lease").Select(i => i.Id));
        Assert.Equal(["i1", "i2"], session.Intents.Naming("file:vlan.json", 100).Select(i => i.Id));
        Assert.Empty(session.Intents.Naming("file:vlan.json", 0));
    });

    [Fact]
    public void What_is_changed_is_found_under_its_new_number() => Store.Run(session =>
    {
        session.Intents.Add(Intent("i1"));
        Assert.True(session.Intents.Update(Intent("i1", number: 101)));
        Assert.False(session.Intents.Update(Intent("i2")));
        Assert.Empty(session.Intents.Naming("file:vlan.json", 100));
        Assert.Equal("i1", session.Intents.Naming("file:vlan.json", 101).Single().Id);
        Assert.True(session.Intents.Remove("i1"));
        Assert.False(session.Intents.Remove("i1"));
        Assert.Empty(session.Intents.All());
    });
}
