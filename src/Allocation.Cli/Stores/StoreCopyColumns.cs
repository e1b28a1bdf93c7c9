using Allocation.Cli.Output;
using Allocation.Core.Storage;

namespace Allocation.Cli.Stores;

/// <summary>The table of what was moved from where to where.</summary>
internal static class StoreCopyColumns
{
    /// <summary>The columns.</summary>
    public static IReadOnlyList<Column<StoreCopy>> All { get; } =
    [
        Column<StoreCopy>.Words("From", c => c.From),
        Column<StoreCopy>.Words("To", c => c.To),
        Column<StoreCopy>.Number("Rows", c => c.Rows),
    ];
}
