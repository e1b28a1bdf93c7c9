using System.Globalization;
using Allocation.Core.Inventories;
using Allocation.Core.Inventories.PoolFiles;

// A process of its own that takes numbers from a VLAN pool file: probe FILE COUNT. It waits for a line on standard input,
// so that several can be let go at once, and writes one number a line.
var (path, count) = (args[0], int.Parse(args[1], CultureInfo.InvariantCulture));
var file = new VlanPoolFile(path, Path.GetTempPath());
Console.ReadLine();
for (var i = 0; i < count; i++)
{
    var claim = new InventoryClaim { Tag = new InventoryTag("probe", null, $"{Environment.ProcessId}-{i}"), OwnerName = "probe", Confirm = _ => true };
    Console.WriteLine(file.Allocate(claim, CancellationToken.None).Number.ToString(CultureInfo.InvariantCulture));
}
