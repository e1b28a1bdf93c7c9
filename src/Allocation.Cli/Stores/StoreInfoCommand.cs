using Allocation.Cli.Output;
using Allocation.Core.Storage;

namespace Allocation.Cli.Stores;

/// <summary><c>store info</c></summary>
internal sealed class StoreInfoCommand : StoreCommand
{
    private static readonly IReadOnlyList<Column<AllocationStore>> s_columns =
    [
        Column<AllocationStore>.Name("Uri", s => s.Uri),
        new("Kind", s => s.Kind.ToString()),
        new("Source", s => s.Source.ToString()),
        new("Exists", s => s.Exists.ToString()),
        Column<AllocationStore>.Number("Schema", s => s.Schema),
    ];

    /// <summary>Declares it.</summary>
    public StoreInfoCommand()
        : base("info", "Shows which store is used and how it was chosen; makes none.")
    {
    }

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        var (uri, source) = run.Store;
        var exists = CommandRun.Provider.Exists(uri);
        int? schema = exists ? run.System.Store.Schema : null;
        run.Results.One(new AllocationStore { Uri = uri.ToString(), Kind = uri.Kind, Source = source, Exists = exists, Schema = schema }, s_columns);
        return ExitCodes.Ok;
    }
}
