using Allocation.Core.Errors;

namespace Allocation.Core.Inventories.Intents;

/// <summary>Deals at once with a call of ours that ended without saying what it did.</summary>
internal sealed class UnknownOutcomes(IntentLog intents, IntentInspector inspector, IntentRecovery recovery)
{
    /// <summary>Asks what the call took.</summary>
    /// <returns>What it took for sure, or null; and what a person should know when it may have taken something.</returns>
    public (InventoryEntry? Found, IReadOnlyList<string> Unsure) Recover(IntentRecord intent, AllocationException cause)
    {
        IntentFinding finding;
        try
        {
            finding = inspector.Examine(intents.Reread(intent), CancellationToken.None);
        }
        catch (AllocationException also)
        {
            intents.Defer(intent, $"{cause.Message} Asking what became of it failed: {also.Message}");
            return (null, [$"a number of {intent.Pool} may have been taken; it is asked again later"]);
        }

        if (finding.Certainty == Certainty.Sure) return (finding.Entries[0], []);
        if (finding.Certainty == Certainty.Nothing) return (null, []);
        if (finding.Certainty == Certainty.NotYet)
        {
            intents.Await(intent, finding, cause.Message);
            return (null, [$"a number of {intent.Pool} may still be taken until {finding.End:u}; it is asked again then"]);
        }

        intents.Suspect(intent, cause.Message);
        return (null, [$"a number of {intent.Pool} may have been taken; it stays as a suspect"]);
    }

    /// <summary>Gives back what a call took that was interrupted; what cannot be settled now keeps its intent.</summary>
    public void Undo(IInventory inventory, IntentRecord intent, IntentHeartbeat heartbeat)
    {
        try
        {
            var finding = inspector.Examine(intents.Reread(intent), CancellationToken.None);
            if (finding.Certainty == Certainty.Nothing) intents.Drop(intent);
            else if (finding.Certainty == Certainty.Sure) recovery.GiveBack(inventory, intent, heartbeat, finding.Entries[0]);
            else if (finding.Certainty == Certainty.NotYet) intents.Await(intent, finding, "the call was interrupted");
            else intents.Suspect(intent, "the call was interrupted");
        }
        catch (AllocationException e)
        {
            // The caller gets the cancellation; the intent is still there and is settled later.
            InventoryNotices.Tell($"What became of a call to {intent.Pool} for '{intent.LeaseName}' is not known yet: {e.Message}");
        }
    }
}
