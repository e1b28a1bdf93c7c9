using Allocation.Core.Errors;
using Allocation.Core.Pools;
using Allocation.Core.ResourcePools;
using Allocation.Core.Services;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Events;
using Allocation.Core.Storage.Notes;
using Allocation.Core.Storage.Rows;
using Allocation.Core.Tickets;

namespace Allocation.Stores.Tests.Saboteurs;

/// <summary>Plays by the rules, so that what fails on the others fails because of them.</summary>
public sealed class Honest : Sabotage;

/// <summary>Reports a transaction as committed that is not.</summary>
public sealed class ForgetsCommits : Sabotage
{
    public override T Run<T>(IAllocationStore store, Func<IStoreSession, T> work, CancellationToken cancellation)
    {
        var result = default(T);
        try
        {
            return store.Run<T>(
                session =>
                {
                    result = work(session);
                    throw new Undo();
                },
                cancellation);
        }
        catch (Undo)
        {
            return result!;
        }
    }

    private sealed class Undo : Exception;
}

/// <summary>Keeps what a transaction wrote before it failed.</summary>
public sealed class KeepsHalves : Sabotage
{
    public override T Run<T>(IAllocationStore store, Func<IStoreSession, T> work, CancellationToken cancellation)
    {
        Exception? failure = null;
        var result = store.Run(session =>
        {
            try
            {
                return work(session);
            }
            catch (Exception error)
            {
                failure = error;
                return default!;
            }
        });
        return failure is null ? result : throw failure;
    }
}

/// <summary>Says that it changed a row, and did not.</summary>
public sealed class LosesUpdates : Sabotage
{
    public override object? Call(string verb, object rows, object?[] arguments, Func<object?> proceed) =>
        verb.EndsWith(".Update", StringComparison.Ordinal) ? true : verb == "IFreeRangeRows.Replace" ? null : proceed();
}

/// <summary>Says that it renamed a pool, and did not.</summary>
public sealed class ForgetsNewNames : Sabotage
{
    public override object? Call(string verb, object rows, object?[] arguments, Func<object?> proceed) =>
        verb == "IPoolRows.Rename" ? true : proceed();
}

/// <summary>Knows of no name that holds something directly.</summary>
public sealed class ForgetsNames : Sabotage
{
    public override object? Call(string verb, object rows, object?[] arguments, Func<object?> proceed) =>
        verb == "IAllocationRows.HeldDirectly" ? new HashSet<string>() : proceed();
}

/// <summary>Finds no pool within a subnet.</summary>
public sealed class ForgetsParents : Sabotage
{
    public override object? Call(string verb, object rows, object?[] arguments, Func<object?> proceed) =>
        verb == "IPoolRows.Within" ? Array.Empty<NumberPool>() : proceed();
}

/// <summary>Says that it removed a row, and did not.</summary>
public sealed class KeepsWhatIsRemoved : Sabotage
{
    public override object? Call(string verb, object rows, object?[] arguments, Func<object?> proceed) =>
        verb is "ITicketRows.Remove" or "IResourceRows.Remove" ? true : proceed();
}

/// <summary>Now and then leaves a number free that it gave away, and takes it when it is given away again.</summary>
public sealed class HandsOutTwice : Sabotage
{
    private int _calls;

    public override object? Call(string verb, object rows, object?[] arguments, Func<object?> proceed) =>
        verb is "IFreeRangeRows.Replace" && Interlocked.Increment(ref _calls) % 10 == 0 ? null : Taken(verb, proceed);

    private static object? Taken(string verb, Func<object?> proceed)
    {
        try
        {
            return proceed();
        }
        catch (StoreConflictException) when (verb == "IAllocationRows.Add")
        {
            return null;
        }
    }
}

/// <summary>Says that it added a row where there was one already.</summary>
public sealed class SwallowsConflicts : Sabotage
{
    public override object? Call(string verb, object rows, object?[] arguments, Func<object?> proceed)
    {
        try
        {
            var result = proceed();
            return result is false && verb.EndsWith(".Add", StringComparison.Ordinal) ? true : result;
        }
        catch (StoreConflictException)
        {
            return null;
        }
    }
}

/// <summary>Gives numbers back before their time.</summary>
public sealed class ForgetsDelays : Sabotage
{
    public override object? Call(string verb, object rows, object?[] arguments, Func<object?> proceed) =>
        verb == "ICoolingRows.Due" ? ((ICoolingRows)rows).All((string)arguments[0]!) : proceed();
}

/// <summary>Gives the lines of the ledger that were not asked for as well.</summary>
public sealed class IgnoresFilters : Sabotage
{
    public override object? Call(string verb, object rows, object?[] arguments, Func<object?> proceed) =>
        verb == "IAllocationRows.Query" ? ((IAllocationRows)rows).Query(new()) : proceed();
}

/// <summary>Gives services whatever their notes are.</summary>
public sealed class IgnoresNotes : Sabotage
{
    public override object? Call(string verb, object rows, object?[] arguments, Func<object?> proceed) =>
        verb == "IServiceRows.Query" ? ((IServiceRows)rows).Query((ServiceQuery)arguments[0]! with { Notes = null })
        : verb == "IPoolRows.All" ? ((IPoolRows)rows).All() : proceed();
}

/// <summary>Begins every page where the first one began.</summary>
public sealed class IgnoresPlaces : Sabotage
{
    public override object? Call(string verb, object rows, object?[] arguments, Func<object?> proceed) => verb switch
    {
        "IServiceRows.Query" => ((IServiceRows)rows).Query((ServiceQuery)arguments[0]! with { After = null }),
        "ITicketRows.Query" => ((ITicketRows)rows).Query((TicketQuery)arguments[0]! with { After = null }),
        "IResourceRows.Query" => ((IResourceRows)rows).Query((ResourceQuery)arguments[0]! with { After = null }),
        _ => proceed(),
    };
}

/// <summary>Keeps no notes.</summary>
public sealed class LosesNotes : Sabotage
{
    public override object? Call(string verb, object rows, object?[] arguments, Func<object?> proceed)
    {
        if (verb == "INoteRows.Set") return null;
        if (arguments is [NumberPool pool, ..]) arguments[0] = pool with { Notes = NoteSet.None };
        return proceed();
    }
}

/// <summary>Keeps every second event.</summary>
public sealed class ForgetsEvents : Sabotage
{
    private int _calls;

    public override object? Call(string verb, object rows, object?[] arguments, Func<object?> proceed) =>
        verb == "IEventRows.Add" && Interlocked.Increment(ref _calls) % 2 == 0 ? null : proceed();
}

/// <summary>Gives the acts of everybody.</summary>
public sealed class IgnoresActors : Sabotage
{
    public override object? Call(string verb, object rows, object?[] arguments, Func<object?> proceed) =>
        verb == "IEventRows.Query" ? ((IEventRows)rows).Query((EventQuery)arguments[0]! with { Actor = null }) : proceed();
}

/// <summary>Takes whatever time the machine has.</summary>
public sealed class TrustsTheMachine : Sabotage
{
    public override TimeProvider Clock(IAllocationStore store, TimeProvider machine) => machine;
}
