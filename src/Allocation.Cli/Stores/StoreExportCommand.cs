using System.CommandLine;
using Allocation.Cli.Output;
using Allocation.Core.Errors;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Addresses;

namespace Allocation.Cli.Stores;

/// <summary><c>store export</c></summary>
internal sealed class StoreExportCommand : StoreCommand
{
    private readonly Argument<string> _file = new("file")
    {
        Description = "The file, which is replaced as a whole; - is standard output.",
        DefaultValueFactory = _ => ExportTarget.Standard,
    };

    /// <summary>Declares it.</summary>
    public StoreExportCommand()
        : base("export", "Writes everything, history included, as one JSON document.") => Add(_file);

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        var (selection, file) = (run.Store, run.Arguments.GetRequiredValue(_file));
        using var store = selection.Open(CommandRun.Provider, StoreActOf(run.Arguments), run.Cancellation);
        var rows = ProgressBar.Over("Exporting", progress =>
            Write(file, store.Uri, stream => StoreTransfer.Export(store, stream, progress, run.Cancellation)));
        if (file != ExportTarget.Standard)
            run.Results.One(new StoreCopy { From = selection.Uri.ToString(), To = Path.GetFullPath(file), Rows = rows },
                StoreCopyColumns.All);
        return ExitCodes.Ok;
    }

    private static long Write(string file, StoreUri store, Func<Stream, long> export)
    {
        try
        {
            return ExportTarget.Write(file, store, export);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException($"'{file}'", e.Message, e);
        }
    }
}
