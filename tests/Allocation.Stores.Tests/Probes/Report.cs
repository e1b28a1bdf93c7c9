using System.Globalization;

namespace Allocation.Stores.Tests.Probes;

/// <summary>What probes have said: which services are there for sure, with their numbers, and which are gone for sure.</summary>
public sealed class Report
{
    private Report(Dictionary<string, (long North, long South)> made, HashSet<string> removed) => (Made, Removed) = (made, removed);

    /// <summary>Services that were reported as made, and nobody has begun to remove.</summary>
    public IReadOnlyDictionary<string, (long North, long South)> Made { get; }

    /// <summary>Services that were reported as removed.</summary>
    public IReadOnlySet<string> Removed { get; }

    public static Report Of(IEnumerable<StoreProbe> probes)
    {
        var made = new Dictionary<string, (long North, long South)>();
        var removed = new HashSet<string>();
        foreach (var line in probes.SelectMany(probe => probe.Lines))
        {
            switch (line.Split(' '))
            {
                case ["+", var name, var north, var south]:
                    made.Add(name, (long.Parse(north, CultureInfo.InvariantCulture), long.Parse(south, CultureInfo.InvariantCulture)));
                    break;
                case ["-", var name]:
                    made.Remove(name);
                    break;
                case ["x", var name]:
                    removed.Add(name);
                    break;
                case ["!", _]:
                    break;
                default:
                    throw new FormatException($"A probe said '{line}'.");
            }
        }

        return new(made, removed);
    }
}
