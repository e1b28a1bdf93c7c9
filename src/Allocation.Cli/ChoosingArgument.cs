using System.CommandLine;

namespace Allocation.Cli;

/// <summary>Names, ids or patterns that say which of the things that exist are meant. An empty one is refused: see
/// <see cref="AllocationCommand"/>.</summary>
internal sealed class ChoosingArgument(string name) : Argument<string[]>(name);
