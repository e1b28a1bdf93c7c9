using System.Globalization;
using Allocation.Cli.Output;

namespace Allocation.Cli.Stores;

/// <summary><c>store info</c></summary>
internal sealed class StoreInfoCommand : StoreCommand
{
    private static readonly IReadOnlyList<Column<StoreInfo>> s_columns =
    [
        new("Uri", s => s.Uri),
        new("Kind", s => s.Kind.ToString()),
        new("Schema", s => s.Schema.ToString(CultureInfo.InvariantCulture), Right: true),
    ];

    /// <summary>Declares it.</summary>
    public StoreInfoCommand()
        : base("info", "Opens the store, as any command does, and says where it is.")
    {
    }

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        var store = run.System.Store;
        run.Results.One(new StoreInfo(store.Uri.ToString(), store.Uri.Kind, store.Schema), s_columns);
        return ExitCodes.Ok;
    }
}
