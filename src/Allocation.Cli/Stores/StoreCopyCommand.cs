using System.CommandLine;
using Allocation.Cli.Output;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Addresses;

namespace Allocation.Cli.Stores;

/// <summary><c>store copy</c></summary>
internal sealed class StoreCopyCommand : ChangeCommand
{
    private readonly Option<string?> _from = new("--from")
    {
        Description = "The store to copy, which must exist (default: the store in use).",
        HelpName = "URI",
    };
    private readonly Option<string> _to = new("--to")
    {
        Description = "The destination: a store that is empty or does not exist yet.",
        HelpName = "URI",
        Required = true,
    };

    /// <summary>Declares it.</summary>
    public StoreCopyCommand()
        : base("copy", "Copies everything, history included, from one store to another of any kind.")
    {
        Add(_from);
        Add(_to);
        Validators.Add(result =>
        {
            if (result.GetResult(_from) is not null && result.GetResult(GlobalOptions.Store) is not null)
                result.AddError("The source must be given by --from or by --store, not by both.");
        });
    }

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        var from = run.Arguments.GetValue(_from) is { } named ? StoreUri.Parse(named, Path.GetFullPath) : run.Store.Uri;
        var to = StoreUri.Parse(run.Arguments.GetRequiredValue(_to), Path.GetFullPath);
        var copy = run.IsDryRun
            ? StoreTransfer.Check(CommandRun.Provider, from, to, run.Cancellation)
            : ProgressBar.Over("Copying", progress => StoreTransfer.Copy(CommandRun.Provider, from, to, progress,
                run.Cancellation, run.Source.Over));
        run.Results.One(copy, StoreCopyColumns.All);
        return ExitCodes.Ok;
    }
}
