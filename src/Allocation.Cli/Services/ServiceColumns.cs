using Allocation.Cli.Output;
using Allocation.Core.Results;

namespace Allocation.Cli.Services;

/// <summary>The columns of services of any definition.</summary>
internal static class ServiceColumns
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Column<ServiceRow>> All { get; } =
    [
        Column<ServiceRow>.Key("Name", s => s.Name),
        Column<ServiceRow>.Key("Definition", s => s.Definition),
        Column<ServiceRow>.Words("State", s => s.State),
        Column<ServiceRow>.Number("Version", s => s.Version) with { Rank = ColumnRank.Spare },
        Column<ServiceRow>.Words("Attributes", s => AttributeWords.Of(s.Attributes)),
        .. Column<ServiceRow>.Notes(s => s.Description, s => s.Owner, s => s.Tag),
    ];
}
