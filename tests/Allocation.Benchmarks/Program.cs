using System.Runtime.InteropServices;
using Allocation.Benchmarks.Measuring;
using Allocation.Benchmarks.Sections;

// dotnet run -c Release --project tests/Allocation.Benchmarks [-- --only a,b]
// Prints one table. Each line is a ratio of two things measured in turn in this run, so it depends little on the machine.
if (args is ["--wait-elsewhere", var elsewhere, var tickets])
{
    Tickets.WaitElsewhere(elsewhere, int.Parse(tickets, null));
    return 0;
}

if (args is [Worker.Order, var store, var pool, var count])
{
    Worker.Run(store, pool, count);
    return 0;
}

var sections = new Dictionary<string, Func<IEnumerable<Result>>>
{
    ["a"] = Services.Run,
    ["b"] = NextFree.Run,
    ["c"] = Reading.Run,
    ["d"] = StartUp.Run,
    ["e"] = JsonStores.Run,
    ["f"] = Processes.Run,
    ["g"] = Postgres.Run,
    ["h"] = Embedded.Run,
    ["i"] = Inventories.Run,
    ["j"] = Tickets.Run,
    ["k"] = Ledger.Run,
};
var wanted = args is ["--only", var only] ? only.Split(',') : [.. sections.Keys];
if (args.Length is not (0 or 2) || wanted.Except(sections.Keys).Any())
{
    Console.Error.WriteLine($"Usage: [--only {string.Join(',', sections.Keys)}]");
    return 2;
}

Console.Error.WriteLine(
    $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, {Environment.ProcessorCount} cores");
var results = wanted.SelectMany(name =>
{
    Console.Error.WriteLine($"Measuring {name} ...");
    return sections[name]().ToList();
}).ToList();
Table.Print(results, Console.Out);
return results.Any(r => r.Met == false) ? 1 : 0;
