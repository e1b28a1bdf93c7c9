namespace Allocation.Core.Ledger;

/// <summary>Whether an allocation still holds its resource.</summary>
public enum AllocationState
{
    /// <summary>It holds the resource; no other active allocation can.</summary>
    Active,

    /// <summary>It is over and kept as history.</summary>
    Released,
}
