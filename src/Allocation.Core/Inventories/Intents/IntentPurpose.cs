namespace Allocation.Core.Inventories.Intents;

/// <summary>What a call to an inventory was going to do.</summary>
public enum IntentPurpose
{
    /// <summary>Take a number, which the ledger does not know yet.</summary>
    Take,

    /// <summary>Give back a number that was taken and never came into the ledger.</summary>
    GiveBack,

    /// <summary>Give back the number of an active allocation of the ledger.</summary>
    Release,
}
