namespace Allocation.Core.Errors;

/// <summary>The request id was used before, with other arguments.</summary>
public sealed class RequestConflictException(string requestId)
    : AllocationException(ErrorKind.RequestConflict, requestId, $"The request id '{requestId}' was used before, with other arguments. A new request needs a new id.")
{
    /// <summary>The request id.</summary>
    public string RequestId { get; } = requestId;
}
