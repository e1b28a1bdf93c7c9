using Allocation.Core;
using Allocation.Core.Hooks;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores;

namespace Allocation.Probe.Tickets;

/// <summary>A manager that dies by SIGKILL at one step of one kind of hook.</summary>
internal static class ManagerWork
{
    public static int Run(string text, string hooks, HookKind kind, string step)
    {
        var store = new HookDeathStore(new StoreProvider().Open(StoreUri.Parse(text, hooks)), kind, step);
        using var system = new AllocationSystem(store, hooks: new HookFolder(hooks));
        system.Manager.Run(null, TimeSpan.Zero, CancellationToken.None);
        return 0;
    }
}
