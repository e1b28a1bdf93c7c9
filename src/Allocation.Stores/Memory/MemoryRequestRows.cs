using Allocation.Core.Storage.Rows;

namespace Allocation.Stores.Memory;

internal sealed class MemoryRequestRows(MemorySession session) : IRequestRows
{
    public RequestRecord? Find(string requestId) => session.State.Requests.TryFind(requestId, out var found) ? found : null;

    public IEnumerable<RequestRecord> All() => session.State.Requests.Rows;

    public bool Add(RequestRecord request)
    {
        if (Find(request.RequestId) is not null) return false;
        session.State = session.State with { Requests = session.State.Requests.With(request.RequestId, request) };
        return true;
    }

    public void Remove(string requestId) =>
        session.State = session.State with { Requests = session.State.Requests.Without(requestId) };
}
