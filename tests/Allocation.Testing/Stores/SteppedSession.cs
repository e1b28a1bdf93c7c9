using System.Reflection;
using System.Runtime.ExceptionServices;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Rows;

namespace Allocation.Testing.Stores;

/// <summary>A session that reports each call on its rows before it happens.</summary>
public sealed class SteppedSession(IStoreSession inner, Action step) : IStoreSession
{
    public IPoolRows Pools { get; } = Stepped.Wrap(inner.Pools, step);

    public IFreeRangeRows FreeRanges { get; } = Stepped.Wrap(inner.FreeRanges, step);

    public ICoolingRows Cooling { get; } = Stepped.Wrap(inner.Cooling, step);

    public IAllocationRows Allocations { get; } = Stepped.Wrap(inner.Allocations, step);

    public IServiceRows Services { get; } = Stepped.Wrap(inner.Services, step);

    public INoteRows Notes { get; } = Stepped.Wrap(inner.Notes, step);

    public IRequestRows Requests { get; } = Stepped.Wrap(inner.Requests, step);

    public IIntentRows Intents { get; } = Stepped.Wrap(inner.Intents, step);

    public IInventoryRows Inventories { get; } = Stepped.Wrap(inner.Inventories, step);

    public IResourcePoolRows ResourcePools { get; } = Stepped.Wrap(inner.ResourcePools, step);

    public IResourceRows Resources { get; } = Stepped.Wrap(inner.Resources, step);

    public ITicketRows Tickets { get; } = Stepped.Wrap(inner.Tickets, step);

    public IQueueRows Queue { get; } = Stepped.Wrap(inner.Queue, step);

    public IServiceHistoryRows History { get; } = Stepped.Wrap(inner.History, step);

    public IDefinitionRows Definitions { get; } = Stepped.Wrap(inner.Definitions, step);

    public IEventRows Events { get; } = Stepped.Wrap(inner.Events, step);

    // Public and not sealed, because the runtime derives the proxy from it.
    public class Stepped : DispatchProxy
    {
        private object _target = null!;
        private Action _step = null!;

        public static T Wrap<T>(T target, Action step)
            where T : class
        {
            var proxy = Create<T, Stepped>();
            var stepped = (Stepped)(object)proxy;
            (stepped._target, stepped._step) = (target, step);
            return proxy;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            _step();
            try
            {
                return targetMethod!.Invoke(_target, args);
            }
            catch (TargetInvocationException e)
            {
                ExceptionDispatchInfo.Throw(e.InnerException!);
                throw;
            }
        }
    }
}
