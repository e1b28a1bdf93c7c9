namespace Allocation.Core.Inventories.Intents;

/// <summary>How far an intent got.</summary>
public enum IntentState
{
    /// <summary>Its call is in flight, as long as its caller's heartbeat goes on; else it is unknown how the call ended.</summary>
    Open,

    /// <summary>The call failed; it is tried again, not before <see cref="IntentRecord.NextTry"/>.</summary>
    Waiting,

    /// <summary>It may have taken a number that cannot be found by owner; a person decides.</summary>
    Suspect,
}
