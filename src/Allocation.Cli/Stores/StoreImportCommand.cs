using System.CommandLine;
using Allocation.Cli.Output;
using Allocation.Core.Errors;
using Allocation.Core.Files;
using Allocation.Core.Storage;

namespace Allocation.Cli.Stores;

/// <summary><c>store import</c></summary>
internal sealed class StoreImportCommand : StoreCommand
{
    private readonly Argument<string> _file = new("file") { Description = "A document that store export wrote; - is standard input." };

    /// <summary>Declares it.</summary>
    public StoreImportCommand()
        : base("import", "Reads everything from a JSON document into a store that is empty or does not exist yet.") => Add(_file);

    /// <inheritdoc/>
    public override StoreAct StoreActOf(ParseResult parse) => StoreAct.ImportStore;

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        var file = run.Arguments.GetRequiredValue(_file);
        var (document, source) = (Read(file), file == ExportTarget.Standard ? file : Path.GetFullPath(file));
        var rows = ProgressBar.Over("Importing", progress =>
            StoreTransfer.Import(run.System.Store, document, source, progress, run.Cancellation));
        StoreTransfer.Confirm(CommandRun.Provider, run.Store.Uri, rows, run.Cancellation);
        run.Results.One(new StoreCopy { From = source, To = run.Store.Uri.ToString(), Rows = rows }, StoreCopyColumns.All);
        return ExitCodes.Ok;
    }

    private static byte[] Read(string file)
    {
        try
        {
            if (file != ExportTarget.Standard) return InputFile.ReadBytes(file);
            using var content = new MemoryStream();
            using var input = Console.OpenStandardInput();
            input.CopyTo(content);
            return content.ToArray();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException($"'{file}'", e.Message, e);
        }
    }
}
