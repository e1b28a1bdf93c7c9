using System.Globalization;
using Allocation.StoreProbe;

// A process of its own that works on a store and can be killed at any moment:
//     take STORE POOL NAME COUNT [forget]   makes COUNT services
//     loop STORE POOL NAME SEED [forget] [goon]  makes and removes services until it is killed; with "goon" also after errors of the store
// It waits for a line on standard input, so that several can be let go at once. A line of output stands for what was
// reported as committed: "+ NAME NORTH SOUTH" for a service that was made, "- NAME" for one that is about to be removed,
// "x NAME" for one that was removed; "! ERROR" for an error after which it goes on. With "forget" it breaks its promise: a test that does not see that is of no use.
if (args is not [var command, var text, var pool, var name, var number, ..] || command is not ("take" or "loop"))
{
    Console.Error.WriteLine("take|loop STORE POOL NAME COUNT|SEED [forget]");
    return 2;
}

using var work = new ProbeWork(text, pool, name, isForgetful: args.Contains("forget"));
Console.ReadLine();
var count = int.Parse(number, CultureInfo.InvariantCulture);
if (command == "take") work.Take(count);
else work.Loop(new Random(count), args.Contains("goon"));
return 0;
