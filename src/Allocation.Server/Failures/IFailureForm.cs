namespace Allocation.Server.Failures;

/// <summary>What an error looks like to the callers of some routes; metadata of these routes.</summary>
internal interface IFailureForm
{
    /// <summary>Writes the answer, with its status.</summary>
    Task WriteAsync(HttpResponse response, Failure failure);
}
