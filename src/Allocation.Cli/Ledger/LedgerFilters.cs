using System.CommandLine;
using System.CommandLine.Parsing;
using Allocation.Cli.Completion;
using Allocation.Core.Ledger;

namespace Allocation.Cli.Ledger;

/// <summary>The options that say which lines of the ledger are meant; all hold together.</summary>
internal sealed class LedgerFilters
{
    private readonly Option<string?> _pool = Text("--pool", "Only this pool.", "NAME");
    private readonly Option<string?> _resourceId =
        Text("--resource-id", "Only this resource (100), a range (100-199) or a network (10.20.0.0/26).", "ID");
    private readonly Option<string?> _leaseId = Text("--lease-id", "Only the service, ticket or direct allocation with this id.", "ID");
    private readonly Option<string?> _leaseName =
        Text("--lease-name", "Only what is held under this name; * matches any text, ? one character.", "NAME");
    private readonly Option<LeaseKind?> _leaseKind = Choice.Of<LeaseKind>("--lease-kind", "Only this kind of holder.");
    private readonly Option<string?> _reservationId = Text("--reservation-id", "Only this allocation, whatever its state.", "ID");
    private readonly Option<StateFilter?> _state =
        Choice.Of<StateFilter>("--state", "Only this state (default: active, or all with --reservation-id, --from or --to).");
    private readonly Option<bool> _terminated = new("--terminated") { Description = "Only what has ended: the same as --state released." };
    private readonly Option<DateTimeOffset?> _from = TimeOption.At("--from", "Only what ends after this time.");
    private readonly Option<DateTimeOffset?> _to = TimeOption.At("--to", "Only what begins before this time.");
    private readonly Option<bool> _expired = new("--expired") { Description = "Only what is past its end and still held." };
    private readonly Option<long?> _skip = NumberOption.Count("--skip", "Skips this number of results.");
    private readonly Option<long?> _first = NumberOption.Count("--first", "The maximum number of results.");

    private readonly NoteFilterOptions _notes;

    /// <summary>Puts the options on a command.</summary>
    public LedgerFilters(Command command)
    {
        _pool.Completed(StoreWords.Pools);
        _resourceId.Completed(StoreWords.ResourceIds);
        _leaseId.Completed(StoreWords.LeaseIds);
        _leaseName.Completed(StoreWords.LeaseNames);
        _leaseName.Aliases.Add("--name");
        _reservationId.Completed(StoreWords.ReservationIds);
        foreach (var option in new Option[] { _pool, _resourceId, _leaseId, _leaseName, _leaseKind, _reservationId, _state, _terminated,
            _from, _to, _expired, _skip, _first })
            command.Add(option);
        _notes = new NoteFilterOptions(command);
        command.Validators.Add(result =>
        {
            if (Read(result).Mistake(OptionName.Of) is { } mistake) result.AddError(mistake);
        });
    }

    /// <summary>What is asked for.</summary>
    public LedgerRequest Read(CommandResult result)
    {
        var filters = new AllocationQuery
        {
            Pool = result.ValueOrDefault(_pool),
            ResourceId = result.ValueOrDefault(_resourceId),
            LeaseId = result.ValueOrDefault(_leaseId),
            LeaseName = result.ValueOrDefault(_leaseName),
            LeaseKind = result.ValueOrDefault(_leaseKind),
            ReservationId = result.ValueOrDefault(_reservationId),
            Notes = _notes.Read(result),
            From = result.ValueOrDefault(_from),
            To = result.ValueOrDefault(_to),
            Expired = result.ValueOrDefault(_expired),
            Skip = result.ValueOrDefault(_skip) ?? 0,
            Take = result.ValueOrDefault(_first),
        };
        return new(filters, result.ValueOrDefault(_state), result.ValueOrDefault(_terminated));
    }

    private static Option<string?> Text(string name, string description, string value) => new(name)
    {
        Description = description,
        HelpName = value,
    };
}
