using Allocation.Core.Access;
using Allocation.Core.ResourcePools;

namespace Allocation.Server.Tests;

public sealed class MetricsTests : IDisposable
{
    private readonly RunningServer _server = new();
    private readonly string _token;

    public MetricsTests() => _token = _server.Token("prometheus", AccessRole.Reader);

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task The_store_and_the_requests_are_counted()
    {
        (await _server.Get("/api/v1/pools/vlan", _token)).Dispose();
        (await _server.Get("/api/v1/pools/nothing", _token)).Dispose();
        (await _server.Get("/wp-login.php", _token)).Dispose();
        _server.LetMachinesStart();
        var up = new ResourceFilter { States = [ResourceState.Up] };
        _server.ManageUntil(() => _server.System.Resources.Query(up).Count() == 2, "both machines are up");
        var lines = await Lines();
        Assert.Contains("allocation_pool_numbers{pool=\"vlan\",state=\"held\"} 5", lines);
        Assert.Contains("allocation_pool_numbers{pool=\"vlan\",state=\"free\"} 5", lines);
        Assert.Contains("allocation_pool_used_ratio{pool=\"vlan\"} 0.5", lines);
        Assert.Contains("allocation_resource_pool_max{pool=\"vm\"} 2", lines);
        Assert.Contains("allocation_resources{pool=\"vm\",state=\"taken\"} 1", lines);
        Assert.Contains("allocation_resource_starts_total{pool=\"vm\"} 2", lines);
        Assert.Contains("allocation_resource_start_failures_total{pool=\"vm\"} 0", lines);
        Assert.Contains("allocation_tickets{state=\"ready\"} 1", lines);
        Assert.Contains("allocation_tickets{state=\"waiting\"} 0", lines);
        Assert.Contains("allocation_leaks{kind=\"suspect\"} 0", lines);
        Assert.Contains("allocation_leaks{kind=\"expired\"} 0", lines);
        const string Requests = "allocation_request_duration_seconds_count";
        Assert.Contains(Requests + "{method=\"GET\",route=\"/api/v1/pools/{name}\",status=\"200\"} 1", lines);
        Assert.Contains(Requests + "{method=\"GET\",route=\"/api/v1/pools/{name}\",status=\"404\"} 1", lines);
        Assert.Contains(Requests + "{method=\"\",route=\"\",status=\"404\"} 1", lines);
    }

    [Fact]
    public async Task A_pool_that_is_removed_is_no_longer_there()
    {
        Assert.Contains(await Lines(), line => line.Contains("odd/", StringComparison.Ordinal));
        _server.System.Pools.Remove("odd/%2F é");
        Assert.DoesNotContain(await Lines(), line => line.Contains("odd/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task OpenMetrics_is_answered_to_who_reads_it()
    {
        using var answer = await _server.Get("/metrics", _token, ("Accept", "application/openmetrics-text; version=1.0.0"));
        Assert.Equal("application/openmetrics-text", answer.Content.Headers.ContentType?.MediaType);
        Assert.EndsWith("# EOF\n", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private async Task<string[]> Lines()
    {
        using var answer = await _server.Get("/metrics", _token);
        Assert.Equal("text/plain", answer.Content.Headers.ContentType?.MediaType);
        return (await answer.Content.ReadAsStringAsync()).Split('\n');
    }
}
