using Allocation.Core.Pools;

namespace Allocation.Server.Rest.Bodies;

/// <summary>What to change of a pool of numbers. What is left out stays.</summary>
internal sealed record PoolChangeBody : PoolSettingsBody
{
    /// <summary>Numbers never to allocate, besides the former ones.</summary>
    public IReadOnlyList<string>? AddExclude { get; init; }

    /// <summary>Excluded numbers to allocate again.</summary>
    public IReadOnlyList<string>? RemoveExclude { get; init; }

    /// <summary>Whether what is held may be excluded.</summary>
    public bool AllowHeld { get; init; }

    /// <inheritdoc/>
    public override PoolChange ToChange(string pool) => base.ToChange(pool) with
    {
        AddExclude = AddExclude ?? [],
        RemoveExclude = RemoveExclude ?? [],
        AllowHeld = AllowHeld,
    };
}
