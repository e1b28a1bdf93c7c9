namespace Allocation.Core.Services;

/// <summary>What one transaction did to an instance, as it is stored.</summary>
/// <param name="Id">Unique for ever; later ones sort after earlier ones.</param>
/// <param name="ServiceId">The instance.</param>
/// <param name="At">When.</param>
/// <param name="Events">A JSON list of events; see <see cref="ServiceEvent"/>.</param>
public sealed record ServiceHistoryRecord(string Id, string ServiceId, DateTimeOffset At, string Events);
