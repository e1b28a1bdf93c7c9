namespace Allocation.Core.Errors;

/// <summary>A service that ended and whose history is still there.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Definition">Its definition.</param>
/// <param name="At">When it ended, UTC.</param>
internal sealed record EndedService(string Id, string Name, string Definition, DateTimeOffset At);
