namespace Allocation.Core.ResourcePools;

/// <summary>Which resources a caller wants to see; all conditions hold together.</summary>
internal sealed record ResourceFilter
{
    /// <summary>Of pools with this name, which may have wildcards; null for all.</summary>
    public string? Pool { get; init; }

    /// <summary>In one of these states only; none for all.</summary>
    public IReadOnlyList<ResourceState> States { get; init; } = [];

    /// <summary>Only those that carry all of these tags.</summary>
    public IReadOnlyList<string> Tag { get; init; } = [];

    /// <summary>Only those that are up and not held.</summary>
    public bool Unused { get; init; }

    /// <summary>Whether ended ones are shown as well; those whose state is asked for always are.</summary>
    public bool Ended { get; init; }
}
