namespace Allocation.Core.Storage.Rows;

/// <summary>Request ids that were used, each with what it asked for and what it gave.</summary>
public interface IRequestRows
{
    /// <summary>The record of a request id, compared exactly; or null.</summary>
    RequestRecord? Find(string requestId);

    /// <summary>All records by request id, by code point.</summary>
    IEnumerable<RequestRecord> All();

    /// <summary>Adds one. False, and nothing changed, when the id is there.</summary>
    bool Add(RequestRecord request);

    /// <summary>Removes one, because what it asked for failed and left nothing.</summary>
    void Remove(string requestId);
}
