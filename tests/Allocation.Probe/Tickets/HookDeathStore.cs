using Allocation.Core.Hooks;
using Allocation.Core.ResourcePools;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Addresses;

namespace Allocation.Probe.Tickets;

/// <summary>A store whose process is killed beside the commit in which the first hook of a kind is taken on or has ended.</summary>
internal sealed class HookDeathStore(IAllocationStore inner, HookKind kind, string step) : IAllocationStore
{
    private string? _run;

    public StoreUri Uri => inner.Uri;

    public int Schema => inner.Schema;

    public T Run<T>(Func<IStoreSession, T> work, CancellationToken cancellation = default)
    {
        string? run = null;
        var result = inner.Run(
            session =>
            {
                var done = work(session);
                run = RunOf(session);
                if (step == Change(run) + ":before") Death.Now();
                return done;
            },
            cancellation);
        if (step == Change(run) + ":after") Death.Now();
        _run = run;
        return result;
    }

    public T Read<T>(Func<IStoreSession, T> query, CancellationToken cancellation = default) => inner.Read(query, cancellation);

    public void Dispose() => inner.Dispose();

    private string Change(string? run) => run == _run ? "nothing" : _run is null ? "taken" : "ended";

    private string? RunOf(IStoreSession session) => kind == HookKind.List
        ? session.ResourcePools.All().Select(p => p.Health.ListWork?.Run).FirstOrDefault(r => r is not null)
        : session.Resources.Query(new ResourceQuery()).Select(r => r.Work).FirstOrDefault(w => w?.Kind == kind)?.Run;
}
