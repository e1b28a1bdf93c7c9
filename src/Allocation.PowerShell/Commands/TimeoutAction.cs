namespace Allocation.PowerShell.Commands;

/// <summary>What becomes of a ticket that got no resource in time.</summary>
public enum TimeoutAction
{
    /// <summary>It stays open.</summary>
    Keep,

    /// <summary>It is closed.</summary>
    Close,
}
