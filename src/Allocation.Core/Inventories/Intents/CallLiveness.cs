using Allocation.Core.Processes;
using Allocation.Core.Storage;

namespace Allocation.Core.Inventories.Intents;

/// <summary>Judges whether the call of an intent may still take effect.</summary>
internal sealed class CallLiveness(TimeProvider clock)
{
    /// <summary>
    /// Whether its call may still be under way: it is in this process; or its process lives, whatever the heartbeat says, because it
    /// may have been stopped, or the clock moved; or its process cannot be looked at and the heartbeat goes on; or its process has
    /// ended, and the program or the server that it asked still works.
    /// </summary>
    public bool IsInFlight(IntentRecord intent)
    {
        if (intent.State != IntentState.Open) return false;
        if (intent.Caller == CallerIdentity.Current.ToString()) return CallsInFlight.Has(intent.Id);
        var caller = CallerIdentity.Parse(intent.Caller);
        return caller.Lives || (!caller.HasEnded && clock.Now() - intent.Heartbeat < IntentHeartbeat.Silence) || GoesOn(intent, caller);
    }

    /// <summary>Until when what was asked for a claim may take effect although its caller waits no more; null when it is over.</summary>
    public DateTimeOffset? GoesOnUntil(IntentRecord intent) =>
        intent is { Purpose: IntentPurpose.Take, Call.EndsAt: { } end } && end > clock.Now()
            && GoesOn(intent, CallerIdentity.Parse(intent.Caller)) ? end : null;

    /// <summary>Ends the program of a dead process that works longer than its time limit: the process would have done so.</summary>
    public void EndOverdue(IntentRecord intent)
    {
        var caller = CallerIdentity.Parse(intent.Caller);
        if (caller is { IsHere: true, HasEnded: true }
            && intent is { State: IntentState.Open, Call: { Asked: true, Program: { } program, EndsAt: { } end } } && end <= clock.Now())
            StartedProgram.Parse(program).Kill();
    }

    /// <summary>Who works on what, for whoever has to wait.</summary>
    public static string Describe(IntentRecord intent)
    {
        var caller = CallerIdentity.Parse(intent.Caller);
        var who = caller.HasEnded && intent.Call is { } call
            ? $"{caller.ForPeople()} has ended, and what it asked {intent.Pool} may still take " +
                $"effect{(call.EndsAt is { } end ? $" until {end:u}" : "")}: the call is about"
            : $"{caller.ForPeople()} is asking {intent.Pool} at this moment about";
        return $"{who} {intent.Attribute} of '{intent.LeaseName}'";
    }

    // The program can be looked at from its own machine; from others only the time tells.
    private bool GoesOn(IntentRecord intent, CallerIdentity caller)
    {
        if (intent.Call is not { Asked: true } call) return false;
        return call.Program is { } program && caller.IsHere
            ? StartedProgram.Parse(program).IsAlive
            : call.EndsAt is { } end && clock.Now() < end;
    }
}
