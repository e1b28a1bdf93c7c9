using System.Globalization;
using Allocation.Core.Inventories;
using Allocation.Core.Inventories.PoolFiles;

namespace Allocation.Probe.Inventories;

/// <summary>Takes numbers from a VLAN pool file.</summary>
internal static class PoolFileWork
{
    /// <summary>Waits for a line, so that several can be let go at once, and writes one number a line.</summary>
    public static int Take(string path, int count)
    {
        var file = new VlanPoolFile(path, Path.GetTempPath());
        Console.ReadLine();
        for (var i = 0; i < count; i++)
        {
            var claim = new InventoryClaim
            {
                Tag = new InventoryTag("probe", null, $"{Environment.ProcessId}-{i}"),
                OwnerName = "probe",
                Confirm = _ => true,
            };
            Console.WriteLine(file.Allocate(claim, CancellationToken.None).Number.ToString(CultureInfo.InvariantCulture));
        }

        return 0;
    }
}
