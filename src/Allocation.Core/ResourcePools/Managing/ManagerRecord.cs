namespace Allocation.Core.ResourcePools.Managing;

/// <summary>A process that keeps the pools going, and until when it is known to live.</summary>
/// <param name="Id">Its id, new for every manager that ever ran.</param>
/// <param name="Host">The machine it runs on; see <see cref="Processes.ProcessMark.Host"/>.</param>
/// <param name="ProcessId">Its process there.</param>
/// <param name="ProcessMark">What tells this process from a later one of the same number.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="Heartbeat">When it last said that it lives.</param>
public sealed record ManagerRecord(string Id, string Host, int ProcessId, string ProcessMark, DateTimeOffset StartedAt,
    DateTimeOffset Heartbeat);
