using Allocation.Core.Pools.Use;

namespace Allocation.Cli.Output;

/// <summary>One cell of a table.</summary>
/// <param name="Text">Its text, with nothing in it that steers a terminal.</param>
/// <param name="Level">How much it should be noticed, where a terminal has colours.</param>
internal readonly record struct TableCell(string Text, UseLevel Level);
