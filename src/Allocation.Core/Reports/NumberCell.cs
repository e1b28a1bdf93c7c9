namespace Allocation.Core.Reports;

/// <summary>One number that is not simply free.</summary>
/// <param name="Number">The number.</param>
/// <param name="State">What it is instead.</param>
/// <param name="Text">Who holds it, or until when it waits; null when there is no more to say.</param>
public sealed record NumberCell(long Number, CellState State, string? Text);
