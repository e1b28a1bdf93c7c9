using Allocation.Cli.Output;
using Allocation.Core.Storage.Addresses;

namespace Allocation.Cli.Stores;

/// <summary><c>store info</c></summary>
internal sealed class StoreInfoCommand : StoreCommand
{
    internal static IReadOnlyList<Column<StoreInfo>> Columns { get; } =
    [
        Column<StoreInfo>.Words("Uri", s => s.Uri),
        new("Kind", s => s.Kind.ToString()),
        new("Source", s => s.Source.ToString()),
        new("Exists", s => s.Exists.ToString()),
        Column<StoreInfo>.Number("Schema", s => s.Schema),
        Column<StoreInfo>.Words("Engine", s => s.Engine),
    ];

    /// <summary>Declares it.</summary>
    public StoreInfoCommand()
        : base("info", "Shows which store is used, how it was chosen, and what keeps the records; creates none.")
    {
    }

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        var (uri, source) = run.Store;
        using var store = CommandRun.Provider.OpenIfExists(uri, run.Cancellation);
        run.Results.One(StoreInfo.Of(uri, source, store), Columns);
        return ExitCodes.Ok;
    }
}
