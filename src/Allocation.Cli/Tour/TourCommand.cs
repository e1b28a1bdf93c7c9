using Allocation.Core;
using Allocation.Core.Storage.Addresses;

namespace Allocation.Cli.Tour;

/// <summary><c>tour</c></summary>
internal sealed class TourCommand : StoreCommand
{
    /// <summary>Declares it.</summary>
    public TourCommand()
        : base("tour", "Shows what Allocation does, in a minute, in a temporary store that is removed at the end.")
    {
        Validators.Add(result =>
        {
            if (result.GetResult(GlobalOptions.Store) is { Implicit: false })
                result.AddError("The tour must not be combined with --store: it has a temporary store.");
            if (result.GetValue(GlobalOptions.Json)) result.AddError("The tour must not be combined with --json: it is for reading.");
        });
    }

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        var folder = Directory.CreateTempSubdirectory("allocation-tour-");
        try
        {
            var store = StoreUri.Parse("sqlite:tour.db", folder.FullName);
            using var system = new AllocationSystem(CommandRun.Provider.Open(store, run.Cancellation), events: run.Source);
            new TourSteps(new TourGuide(run), system, folder).Walk();
            return ExitCodes.Ok;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
