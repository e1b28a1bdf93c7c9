using System.Text;
using Allocation.Core.Ledger;

namespace Allocation.Core.Tests.Ledger;

public sealed class BlazarFormatTests
{
    private static readonly DateTimeOffset s_start = new DateTimeOffset(2021, 12, 16, 18, 11, 0, TimeSpan.FromHours(1)).AddTicks(1230);

    [Fact]
    public void Many_resources_have_the_shape_of_the_list_call()
    {
        ResourceUse[] resources =
            [new("vlan", "1", [new("r1", "l1", "a", s_start, s_start.AddMinutes(2)), new("r2", "l2", "b", s_start, null)]),
            new("vlan", "2", [])];
        Assert.Equal(
            """{"allocations":[{"resource_id":"1","reservations":[{"id":"r1","lease_id":"l1","start_date":"2021-12-16T17:11:00.000123","end_date":"2021-12-16T17:13:00.000123"},{"id":"r2","lease_id":"l2","start_date":"2021-12-16T17:11:00.000123","end_date":null}]},{"resource_id":"2","reservations":[]}]}""",
            Text(output => BlazarFormat.Write(output, resources)));
    }

    [Fact]
    public void One_resource_has_the_shape_of_the_get_call_and_none_is_an_empty_list()
    {
        Assert.Equal("""{"allocation":{"resource_id":"1","reservations":[]}}""", Text(output => BlazarFormat.Write(output, new ResourceUse("vlan", "1", []))));
        Assert.Equal("""{"allocations":[]}""", Text(output => BlazarFormat.Write(output, [])));
    }

    private static string Text(Action<Stream> write)
    {
        using var output = new MemoryStream();
        write(output);
        return Encoding.UTF8.GetString(output.ToArray());
    }
}
