using Allocation.Cli.Output;
using Allocation.Core.Results;

namespace Allocation.Cli.Services;

/// <summary>The columns of services of any definition.</summary>
internal static class ServiceColumns
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Column<ServiceRow>> All { get; } =
    [
        Column<ServiceRow>.Name("Name", s => s.Name),
        Column<ServiceRow>.Name("Definition", s => s.Definition),
        Column<ServiceRow>.Name("State", s => s.State),
        Column<ServiceRow>.Number("Version", s => s.Version),
        Column<ServiceRow>.Name("Attributes", s => AttributeWords.Of(s.Attributes)),
        .. Column<ServiceRow>.Notes(s => s.Description, s => s.Owner, s => s.Tag),
    ];
}
