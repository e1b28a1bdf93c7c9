using Allocation.Core.Storage.Rows;

namespace Allocation.Core.Events.Recording;

/// <summary>Request ids: no subjects, but events have them.</summary>
internal sealed class RecordedRequests(IRequestRows inner, Recorder recorder) : IRequestRows
{
    public RequestRecord? Find(string requestId) => inner.Find(requestId);

    public IEnumerable<RequestRecord> All() => inner.All();

    public bool Add(RequestRecord request)
    {
        if (!inner.Add(request)) return false;
        recorder.Request(request.RequestId, request.LeaseIds.Split('\n'));
        return true;
    }

    public void Remove(string requestId) => inner.Remove(requestId);
}
