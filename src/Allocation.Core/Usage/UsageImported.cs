using System.Globalization;
using Allocation.Core.Pools;

namespace Allocation.Core.Usage;

/// <summary>What an import of used numbers did.</summary>
/// <param name="Pool">The pool as it is now.</param>
/// <param name="New">How many numbers were taken.</param>
/// <param name="Kept">How many numbers of the file their names held before.</param>
internal sealed record UsageImported(AllocationPool Pool, int New, int Kept)
{
    /// <summary>For people: how much is new.</summary>
    public string Summary =>
        string.Create(CultureInfo.InvariantCulture, $"Pool '{Pool.Name}': {New} taken, {Kept} held by their names before.");
}
