namespace Allocation.Core.Leaks;

/// <summary>What is wrong between the ledger and the inventories.</summary>
public enum LeakKind
{
    /// <summary>A call ended unseen, and its inventory cannot say whose a number is: it may have taken this one, or one that cannot
    /// name.</summary>
    Suspect,

    /// <summary>An inventory has a number that the ledger does not know, and an intent points to it.</summary>
    UnknownToLedger,

    /// <summary>The ledger holds a number that its inventory does not know as taken.</summary>
    UnknownToInventory,

    /// <summary>An active allocation whose lease has ended by its date.</summary>
    ExpiredLease,

    /// <summary>A service that a crash or a failing inventory left between two states, such as <c>deallocating</c>.</summary>
    StuckService,

    /// <summary>The ledger holds a number of an inventory for a service that does not have it any more: it could not be given
    /// back.</summary>
    UnusedAllocation,

    /// <summary>The ledger holds a number under one id of its inventory, and the inventory has it under another one.</summary>
    ChangedId,
}
