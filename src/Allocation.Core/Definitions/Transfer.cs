namespace Allocation.Core.Definitions;

/// <summary>One edge of a lifecycle.</summary>
/// <param name="Source">The state it leaves.</param>
/// <param name="Target">The state it leads to.</param>
/// <param name="Trigger">What takes it.</param>
public sealed record Transfer(string Source, string Target, TransferTrigger Trigger)
{
    /// <summary>The state it leads to when its work fails; null when it has no work.</summary>
    public string? Error { get; init; }

    /// <summary>Whether the instance is validated on it, which is when allocators run.</summary>
    public bool Validate { get; init; }

    /// <summary>What becomes of the attribute sets.</summary>
    public SetOperation Operation { get; init; }

    /// <summary>What becomes of the attribute sets when its work fails.</summary>
    public SetOperation ErrorOperation { get; init; }

    /// <summary>As people read it, such as <c>update to update_start</c>.</summary>
    public override string ToString() => $"{Trigger.ToString().ToLowerInvariant()} to {Target}";
}
