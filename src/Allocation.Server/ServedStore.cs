using Allocation.Core;
using Allocation.Core.Events;
using Allocation.Core.Inventories;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Events;
using Allocation.Server.Access;
using Microsoft.AspNetCore.Http.Features;

namespace Allocation.Server;

/// <summary>The store that is served.</summary>
internal sealed class ServedStore(IAllocationStore store, ISqlInventories? sql)
{
    /// <summary>How many change the store at once; it has one writer, or a few.</summary>
    public const int MostWorking = 64;

    private const int MostWaiting = 1_000;

    // The others wait without a thread.
    private readonly SemaphoreSlim _working = new(MostWorking);

    /// <summary>Lets so many wait for tickets at once, each with a thread of its own.</summary>
    public SemaphoreSlim Waiting { get; } = new(MostWaiting);

    /// <summary>For what changes nothing.</summary>
    public AllocationSystem Reading { get; } = new(store, sql: sql);

    /// <summary>For what a request changes: its events name the caller and the request.</summary>
    public AllocationSystem For(HttpContext context)
    {
        var caller = context.Features.GetRequiredFeature<Caller>();
        var actor = EventActor.Current with { User = caller.Actor };
        var reached = caller.Scope.IsLimited ? new ScopedStore(store, caller.Scope) : store;
        return new(reached, sql: sql, events: new EventSource(actor, $"{context.Request.Method} {context.Request.Path.ToUriComponent()}"));
    }

    /// <summary>Changes the store when it is the turn of the request. What was begun is finished although the caller is gone: he may ask
    /// again under the same id what became of it.</summary>
    public async Task<T> Change<T>(HttpContext context, Func<AllocationSystem, T> act)
    {
        await _working.WaitAsync(context.RequestAborted);
        try
        {
            return act(For(context));
        }
        finally
        {
            _working.Release();
        }
    }
}
