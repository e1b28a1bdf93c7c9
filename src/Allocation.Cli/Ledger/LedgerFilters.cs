using System.CommandLine;
using System.CommandLine.Parsing;
using Allocation.Core.Ledger;

namespace Allocation.Cli.Ledger;

/// <summary>The options that say which lines of the ledger are meant; all hold together.</summary>
internal sealed class LedgerFilters
{
    private readonly Option<string?> _pool = Text("--pool", "Of this pool only.", "NAME");
    private readonly Option<string?> _resourceId = Text("--resource-id", "Of this resource only, such as 100.", "ID");
    private readonly Option<string?> _leaseId = Text("--lease-id", "Of the service or ticket with this id only.", "ID");
    private readonly Option<string?> _leaseName = Text("--lease-name", "Of services and tickets with this name only; * and ? stand for other characters.", "NAME");
    private readonly Option<LeaseKind?> _leaseKind = Choice.Of<LeaseKind>("--lease-kind", "Of this kind of holder only.");
    private readonly Option<string?> _reservationId = Text("--reservation-id", "This allocation only, whatever its state.", "ID");
    private readonly Option<StateFilter?> _state = Choice.Of<StateFilter>("--state", "In this state only; active without, all beside --reservation-id, --from or --to.");
    private readonly Option<bool> _terminated = new("--terminated") { Description = "Only what is over: the same as --state released." };
    private readonly Option<DateTimeOffset?> _from = TimeOption.At("--from", "Only what lasts beyond this time.");
    private readonly Option<DateTimeOffset?> _to = TimeOption.At("--to", "Only what begins before this time.");
    private readonly Option<bool> _expired = new("--expired") { Description = "Only what is past its end and still holds." };
    private readonly Option<long?> _skip = NumberOption.Count("--skip", "Leave out so many at the start.");
    private readonly Option<long?> _first = NumberOption.Count("--first", "So many at the most.");

    /// <summary>Puts the options on a command.</summary>
    public LedgerFilters(Command command)
    {
        foreach (var option in new Option[] { _pool, _resourceId, _leaseId, _leaseName, _leaseKind, _reservationId, _state, _terminated, _from, _to, _expired, _skip, _first })
            command.Add(option);
        command.Validators.Add(result =>
        {
            if (Read(result).Mistake(name => "--" + name.ToLowerInvariant()) is { } mistake) result.AddError(mistake);
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
            From = result.ValueOrDefault(_from),
            To = result.ValueOrDefault(_to),
            Expired = result.ValueOrDefault(_expired),
            Skip = result.ValueOrDefault(_skip) ?? 0,
            Take = result.ValueOrDefault(_first),
        };
        return new(filters, result.ValueOrDefault(_state), result.ValueOrDefault(_terminated));
    }

    private static Option<string?> Text(string name, string description, string value) => new(name) { Description = description, HelpName = value };
}
