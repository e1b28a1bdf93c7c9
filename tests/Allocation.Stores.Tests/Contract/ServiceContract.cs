using Allocation.Core.Errors;
using Allocation.Core.Services;
using Allocation.Core.Services.Attributes;
using Allocation.Stores.Tests.Fixtures;
using static Allocation.Stores.Tests.Fixtures.Rows;

namespace Allocation.Stores.Tests.Contract;

public abstract class ServiceContract<TFixture> : StoreContract<TFixture>
    where TFixture : StoreFixture, new()
{
    [Fact]
    public void A_living_name_is_taken_without_case_and_accent_form_once_a_definition()
    {
        Store.Run(session =>
        {
            Assert.True(session.Services.Add(Service("s1", "Caf\u00e9")));
            Assert.False(session.Services.Add(Service("s2", "CAFE\u0301")));
            Assert.True(session.Services.Add(Service("s3", "caf\u00e9", definition: "other")));
            Assert.True(session.Services.Add(Service("s4", "caf\u00e9") with { Living = false }));
            Assert.False(session.Services.Add(Service("s1", "another")));
        });
        Store.Read(session =>
        {
            Assert.Equal("s1", session.Services.FindLiving("VlanService", "cafe\u0301")?.Id);
            Assert.Null(session.Services.Find("s2"));
            return true;
        });
    }

    [Fact]
    public void A_name_is_free_once_its_holder_has_ended_and_the_ended_one_cannot_take_it_back()
    {
        Store.Run(session =>
        {
            session.Services.Add(Service("s1", "a"));
            Assert.True(session.Services.Update(Service("s1", "a") with { Living = false, State = "terminated" }));
            Assert.True(session.Services.Add(Service("s2", "A")));
        });
        Assert.Throws<StoreConflictException>(() => Store.Run(session => session.Services.Update(Service("s1", "a"))));
        Assert.Equal("s2", Store.Read(s => s.Services.FindLiving("VlanService", "a")?.Id));
    }

    [Fact]
    public void Removing_and_updating_say_whether_there_was_a_row() => Store.Run(session =>
    {
        session.Services.Add(Service("s1", "a"));
        Assert.True(session.Services.Remove("s1"));
        Assert.False(session.Services.Remove("s1"));
        Assert.False(session.Services.Update(Service("s1", "a")));
        Assert.True(session.Services.Add(Service("s2", "a")));
    });

    [Fact]
    public void Queries_filter_and_order_by_name_without_case_then_id()
    {
        Store.Run(session =>
        {
            session.Services.Add(Service("s1", "b"));
            session.Services.Add(Service("s2", "C") with { State = "up" });
            session.Services.Add(Service("s3", "A"));
            session.Services.Add(Service("s5", "a") with { Living = false });
            session.Services.Add(Service("s4", "a") with { Living = false, State = "up" });
            session.Services.Add(Service("s6", "b", definition: "other"));
        });
        Assert.Equal(["s3", "s1", "s6", "s2"], Ids(new()));
        Assert.Equal(["s3", "s1", "s2"], Ids(new() { Definition = "VlanService" }));
        Assert.Equal(["s3", "s4", "s5", "s1", "s6", "s2"], Ids(new() { Living = null }));
        Assert.Equal(["s4"], Ids(new() { Living = false, States = ["up", "other"] }));
    }

    [Fact]
    public void Every_field_comes_back_after_reopening()
    {
        var service = Service("s1", "O'Neil \"x\" \U0001F600") with
        {
            DefinitionVersion = 7,
            State = "active",
            Version = 3,
            Candidate = AttributeSet.Parse("""{"n":9223372036854775807,"zero":0,"none":null,"empty":"","deep":{"list":[1,2,{"x":"é"}]}}"""),
            Active = AttributeSet.Empty,
            Time = new(Noon.AddDays(1), Noon.AddDays(2)),
            UpdatedAt = Noon.AddTicks(10),
        };
        Store.Run(session => session.Services.Add(service));
        Fixture.Reopen();
        var found = Store.Read(session => session.Services.Find("s1"));
        Assert.Equal(service, found);
        Assert.Null(found?.Rollback);
        Assert.Equal(service.Candidate.ToJson(), found?.Candidate?.ToJson());
    }

    [Fact]
    public void Names_are_found_by_their_beginning_without_case()
    {
        Store.Run(session =>
        {
            foreach (var name in new[] { "web-10", "WEB-2", "Web", "we\u0301b", "wea", "x", "web\U0001F600" })
                session.Services.Add(Service(name, name));
            session.Services.Add(Service("ended", "web-3") with { Living = false });
            session.Services.Add(Service("other", "web-4", definition: "other"));
        });
        Assert.Equal(["Web", "web-10", "WEB-2", "web\U0001F600"], Store.Read(s => s.Services.LivingNames("VlanService", "wEb", 9)));
        Assert.Equal(["Web", "web-10"], Store.Read(s => s.Services.LivingNames("VlanService", "web", 2)));
        Assert.Equal(7, Store.Read(s => s.Services.LivingNames("VlanService", "", 9)).Count);
        Assert.Equal(7, Store.Read(s => s.Services.CountLiving("VlanService")));
        Assert.Equal(0, Store.Read(s => s.Services.CountLiving("Nothing")));
    }

    private List<string> Ids(ServiceQuery query) => Store.Read(s => s.Services.Query(query).Select(i => i.Id).ToList());
}
