namespace Allocation.Core.Hooks;

/// <summary>How a hook ended.</summary>
public enum HookOutcome
{
    /// <summary>It ended with status 0.</summary>
    Succeeded,

    /// <summary>It ended with another status, could not be started, or printed what is not text.</summary>
    Failed,

    /// <summary>It ran for too long and was ended.</summary>
    TimedOut,

    /// <summary>Something killed it, and it is unknown how far it came.</summary>
    Interrupted,

    /// <summary>It never ran: whoever took it on was gone before.</summary>
    NotStarted,
}
