using Allocation.Core.Storage.Rows;
using Allocation.Stores.Tests.Fixtures;
using static Allocation.Stores.Tests.Fixtures.Rows;

namespace Allocation.Stores.Tests.Contract;

public abstract class RequestContract<TFixture> : StoreContract<TFixture>
    where TFixture : StoreFixture, new()
{
    [Fact]
    public void A_request_id_is_compared_exactly_and_used_once() => Store.Run(session =>
    {
        var first = new RequestRecord("Q", "f1", "a\nb", Noon);
        Assert.True(session.Requests.Add(first));
        Assert.False(session.Requests.Add(first with { Fingerprint = "f2" }));
        Assert.Equal(first, session.Requests.Find("Q"));
        Assert.Null(session.Requests.Find("q"));
        session.Requests.Remove("Q");
        session.Requests.Remove("Q");
        Assert.True(session.Requests.Add(first with { Fingerprint = "f2" }));
    });
}
