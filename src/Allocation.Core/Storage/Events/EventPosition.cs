namespace Allocation.Core.Storage.Events;

/// <summary>A place in the order of events, which is by time, then id; the latest comes first. An event never changes its place, so a page
/// that begins behind the last event of the one before leaves out none and shows none twice.</summary>
/// <param name="Time">The time.</param>
/// <param name="EventId">The event.</param>
public sealed record EventPosition(DateTimeOffset Time, string EventId);
