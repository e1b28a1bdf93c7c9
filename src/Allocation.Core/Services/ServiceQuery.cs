using Allocation.Core.Storage.Notes;

namespace Allocation.Core.Services;

/// <summary>Which instances; all conditions hold together. The order is by name key, then id.</summary>
public sealed record ServiceQuery
{
    /// <summary>Of this definition only.</summary>
    public string? Definition { get; init; }

    /// <summary>In one of these states only, as the lifecycle writes them; null for all.</summary>
    public IReadOnlyList<string>? States { get; init; }

    /// <summary>Living ones only (true), ended ones only (false), both (null).</summary>
    public bool? Living { get; init; } = true;

    /// <summary>Only those with such notes; null for all.</summary>
    public NoteFilter? Notes { get; init; }

    /// <summary>Only instances behind this place.</summary>
    public ServicePosition? After { get; init; }

    /// <summary>How many at the most; null for all.</summary>
    public long? Take { get; init; }
}
