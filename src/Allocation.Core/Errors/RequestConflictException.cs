namespace Allocation.Core.Errors;

/// <summary>The request id was used before, with other arguments, or by a call of which only a part is there.</summary>
public sealed class RequestConflictException(string requestId, string reason = "was used before, with other arguments")
    : AllocationException(ErrorKind.RequestConflict, requestId, $"The request id '{requestId}' {reason}. A new request needs a new id.")
{
    /// <summary>The request id.</summary>
    public string RequestId { get; } = requestId;
}
