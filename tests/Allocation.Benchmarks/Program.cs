using System.Runtime.InteropServices;
using Allocation.Benchmarks.Measuring;
using Allocation.Benchmarks.Sections;

// dotnet run -c Release --project tests/Allocation.Benchmarks [-- [--only a,b] [--against DIR]]
// With --against, both builds are measured round by round in turn; DIR is the folder of another build of this program.
// Without --only all sections are measured but "o", which fills stores of many gigabytes.
// Prints one table. Each line is a ratio of two things measured in turn in this run, so it depends little on the machine.
if (args is ["--wait-elsewhere", var elsewhere, var tickets])
{
    Tickets.WaitElsewhere(elsewhere, int.Parse(tickets, null));
    return 0;
}

var inTurns = args is [Turns.Order, _, _];
if (inTurns) StartUp.Home = args[1];
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
    ["l"] = Events.Run,
    ["m"] = Direct.Run,
    ["n"] = OverHttp.Run,
    ["o"] = Growth.Run,
};
var options = Options(args);
var wanted = inTurns ? args[2].Split(',') : options.Only?.Split(',') ?? [.. sections.Keys.Except(["o"])];
if ((!options.AreKnown && !inTurns) || wanted.Except(sections.Keys).Any())
{
    Console.Error.WriteLine($"Usage: [--only {string.Join(',', sections.Keys)}] [--against DIR]");
    return 2;
}

if (options.Against is { } other)
{
    SideBySide.Run(Path.GetFullPath(other), string.Join(',', wanted), Console.Out);
    return 0;
}

if (inTurns) Turns.Begin();
else
    Console.Error.WriteLine(
        $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, {Environment.ProcessorCount} cores");
var results = new List<Result>();
foreach (var name in wanted)
{
    if (!inTurns) Console.Error.WriteLine($"Measuring {name} ...");
    foreach (var result in sections[name]())
    {
        results.Add(result);
        if (inTurns) Console.WriteLine(SideBySide.Write(result));
    }
}

if (inTurns) return 0;
Table.Print(results, Console.Out);
return results.Any(r => r.Met == false) ? 1 : 0;

static (bool AreKnown, string? Only, string? Against) Options(string[] args) => args switch
{
    [] => (true, null, null),
    ["--only", var only, .. var rest] when Options(rest) is { AreKnown: true, Only: null } known => known with { Only = only },
    ["--against", var folder, .. var rest] when Options(rest) is { AreKnown: true, Against: null } known =>
        known with { Against = folder },
    _ => (false, null, null),
};
