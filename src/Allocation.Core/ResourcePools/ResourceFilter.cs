namespace Allocation.Core.ResourcePools;

/// <summary>Which resources a caller wants to see; all conditions hold together.</summary>
internal sealed record ResourceFilter
{
    /// <summary>Of pools with this name, which may have wildcards; null for all.</summary>
    public string? Pool { get; init; }

    /// <summary>In this state only; null for all.</summary>
    public ResourceState? State { get; init; }

    /// <summary>Only those that carry all of these tags.</summary>
    public IReadOnlyList<string> Tag { get; init; } = [];

    /// <summary>Only those that are up and not held.</summary>
    public bool Unused { get; init; }

    /// <summary>Whether ended ones are shown as well.</summary>
    public bool Ended { get; init; }
}
