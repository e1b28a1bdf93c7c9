namespace Allocation.Core.Reports;

/// <summary>A service or a ticket in a report.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">The definition of a service; empty for a ticket.</param>
/// <param name="State">The state it is in.</param>
/// <param name="Holds">What it holds, for people, such as <c>north_vlan_id 100 (vlan)</c>.</param>
/// <param name="Start">When it began or begins, UTC.</param>
/// <param name="End">When it ends, UTC; null for open-ended.</param>
public sealed record LeaseLine(string Name, string Kind, string State, IReadOnlyList<string> Holds, DateTimeOffset Start, DateTimeOffset? End);
