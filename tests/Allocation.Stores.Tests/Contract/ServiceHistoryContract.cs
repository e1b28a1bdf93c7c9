using Allocation.Core.Errors;
using Allocation.Core.Services;
using Allocation.Stores.Tests.Fixtures;
using static Allocation.Stores.Tests.Fixtures.Rows;

namespace Allocation.Stores.Tests.Contract;

/// <summary>Rows of what happened to services.</summary>
public abstract class ServiceHistoryContract<TFixture> : StoreContract<TFixture>
    where TFixture : StoreFixture, new()
{
    [Fact]
    public void Every_field_comes_back_after_reopening()
    {
        var record = new ServiceHistoryRecord("h1", "s \"1\" \u017E", Noon, "[{\"kind\":\n\"\U0001F600\"}]");
        Store.Run(session => session.History.Add(record));
        Fixture.Reopen();
        Assert.Equal([record], Store.Read(s => s.History.All().ToList()));
    }

    [Fact]
    public void Rows_of_a_service_come_by_their_id_and_all_by_their_service_first() => Store.Run(session =>
    {
        foreach (var (id, service) in new[] { ("h3", "s1"), ("h2", "\U0001F600"), ("h1", "s1"), ("h4", "\uFF5E"),
            ("h2", "S1"), ("H2", "s1") })
        {
            session.History.Add(Row(id, service));
        }
        Assert.Equal([Row("H2", "s1"), Row("h1", "s1"), Row("h3", "s1")], session.History.Of("s1"));
        Assert.Empty(session.History.Of("s2"));
        Assert.Equal(["S1 h2", "s1 H2", "s1 h1", "s1 h3", "\uFF5E h4", "\U0001F600 h2"],
            session.History.All().Select(r => $"{r.ServiceId} {r.Id}"));
    });

    [Fact]
    public void An_id_is_used_once_a_service() => UsedOnce(service: null);

    [Fact]
    public void An_id_is_used_once_also_while_the_service_is_locked() => UsedOnce(Service("s1", "a"));

    [Fact]
    public void Removing_a_service_takes_its_rows() => Store.Run(session =>
    {
        session.Services.Add(Service("s1", "a"), Row("h0", "s1"));
        foreach (var (id, service) in new[] { ("h1", "s1"), ("h2", "s1"), ("h1", "s2") }) session.History.Add(Row(id, service));
        Assert.True(session.Services.Remove("s1"));
        Assert.False(session.Services.Remove("s3"));
        Assert.Equal([Row("h1", "s2")], session.History.All());
        session.Services.Add(Service("s1", "a"));
        session.History.Add(Row("h1", "s1"));
        Assert.Equal([Row("h1", "s1")], session.History.Of("s1"));
    });

    [Fact]
    public void The_first_row_comes_with_the_service_and_stands_among_the_others()
    {
        var first = new ServiceHistoryRecord("h2", "s1", Noon.AddTicks(10), """[{"kind":"Created"},"\u00e9'"]""");
        Store.Run(session =>
        {
            Assert.True(session.Services.Add(Service("s1", "a"), first));
            Assert.False(session.Services.Add(Service("s2", "A"), Row("h9", "s2")));
            foreach (var (id, service) in new[] { ("h3", "s1"), ("h1", "s1"), ("h1", "s0"), ("h1", "s9") })
                session.History.Add(Row(id, service));
        });
        Store.Run(session => session.Services.Update(Service("s1", "b") with { State = "down", Version = 2 }));
        Store.Read(session =>
        {
            Assert.Equal([Row("h1", "s1"), first, Row("h3", "s1")], session.History.Of("s1"));
            Assert.Equal([Row("h1", "s0"), Row("h1", "s1"), first, Row("h3", "s1"), Row("h1", "s9")], session.History.All());
            Assert.Empty(session.History.Of("s2"));
            return true;
        });
    }

    private static ServiceHistoryRecord Row(string id, string service) => new(id, service, Noon, "[]");

    private void UsedOnce(ServiceInstance? service)
    {
        Store.Run(session =>
        {
            if (service is not null) session.Services.Add(service);
            session.History.Add(Row("h1", "s1"));
            session.History.Add(Row("h1", "s2"));
        });
        Assert.Throws<StoreConflictException>(() => Store.Run(session =>
        {
            session.Services.Lock("s1");
            session.History.Add(Row("h2", "s1"));
            session.History.Add(Row("h1", "s1") with { Events = "[1]" });
        }));
        Assert.Equal([Row("h1", "s1")], Store.Read(s => s.History.Of("s1").ToList()));
    }
}
