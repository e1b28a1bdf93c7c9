using System.CommandLine;
using Allocation.Cli.Completion;
using Allocation.Cli.Stores;
using Allocation.Core.Errors;
using Allocation.Core.Usage;

namespace Allocation.Cli.Pools;

/// <summary><c>pool export</c></summary>
internal sealed class PoolExportCommand : StoreCommand
{
    private readonly Argument<string> _name = new("name") { Description = "The pool." };
    private readonly Argument<string> _file = new("file")
    {
        Description = "The file, which is replaced as a whole; - is standard output.",
        DefaultValueFactory = _ => ExportTarget.Standard,
    };

    private readonly Option<PoolExportFormat?> _format = Choice.Of<PoolExportFormat>("--format", "What is written (default: Csv).");

    /// <summary>Declares it.</summary>
    public PoolExportCommand()
        : base("export", "Writes the numbers that a pool has given as CSV, which pool import and NetBox read.")
    {
        Add(_name.Completed(StoreWords.NumberPools));
        Add(_file);
        Add(_format);
    }

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        var file = run.Arguments.GetRequiredValue(_file);
        var text = run.System.PoolExports.Write(run.Arguments.GetRequiredValue(_name),
            run.Arguments.GetValue(_format) ?? PoolExportFormat.Csv, run.Cancellation);
        try
        {
            ExportTarget.Write(file, run.System.Store.Uri, stream =>
            {
                stream.Write(text.Content);
                return text.Rows;
            });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidPoolFileException(file, e.Message, e);
        }

        foreach (var warning in text.Warnings) run.Errors.Warn(warning);
        if (file != ExportTarget.Standard)
        {
            run.Results.One(new PoolExport { Pool = text.Pool, File = Path.GetFullPath(file), Rows = text.Rows }, PoolExportColumns.All);
        }

        return ExitCodes.Ok;
    }
}
