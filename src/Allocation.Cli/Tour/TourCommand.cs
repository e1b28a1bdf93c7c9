using Allocation.Core;
using Allocation.Core.Storage.Addresses;

namespace Allocation.Cli.Tour;

/// <summary><c>tour</c></summary>
internal sealed class TourCommand : StoreCommand
{
    /// <summary>Declares it.</summary>
    public TourCommand()
        : base("tour", "Shows what Allocation does, in a minute, on a store of its own that is removed at the end.")
    {
        Validators.Add(result =>
        {
            if (result.GetResult(GlobalOptions.Store) is { Implicit: false }) result.AddError("The tour has a store of its own: it does not go with --store.");
            if (result.GetValue(GlobalOptions.Json)) result.AddError("The tour is for reading: it does not go with --json.");
        });
    }

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        var folder = Directory.CreateTempSubdirectory("allocation-tour-");
        try
        {
            var store = StoreUri.Parse("sqlite:tour.db", folder.FullName);
            using var system = new AllocationSystem(CommandRun.Provider.Open(store, run.Cancellation));
            new TourSteps(new TourGuide(run), system, folder).Walk();
            return ExitCodes.Ok;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
