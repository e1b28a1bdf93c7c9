using System.Globalization;
using Allocation.Core.Inventories;

// A process of its own that takes numbers from a VLAN pool file: probe FILE COUNT. It waits for a line on standard input,
// so that several can be let go at once, and writes one number a line.
var (path, count) = (args[0], int.Parse(args[1], CultureInfo.InvariantCulture));
var file = new VlanPoolFile(path, Path.GetTempPath());
Console.ReadLine();
for (var i = 0; i < count; i++) Console.WriteLine(file.Take(null, new HashSet<long>(), CancellationToken.None).ToString(CultureInfo.InvariantCulture));
