using System.CommandLine;
using Allocation.Core.Errors;
using Allocation.Core.Ledger;

namespace Allocation.Cli.Ledger;

/// <summary><c>list</c></summary>
internal sealed class ListCommand : StoreCommand
{
    private readonly Option<string?> _pool = new("--pool") { Description = "Of this pool only.", HelpName = "NAME" };
    private readonly Option<string?> _resourceId = new("--resource-id") { Description = "Of this resource only, such as 100.", HelpName = "ID" };
    private readonly Option<string?> _leaseId = new("--lease-id") { Description = "Of the service or ticket with this id only.", HelpName = "ID" };
    private readonly Option<string?> _reservationId = new("--reservation-id") { Description = "This allocation only, whatever its state.", HelpName = "ID" };
    private readonly Option<StateFilter?> _state = Choice.Of<StateFilter>("--state", "In this state only; active without.");
    private readonly Option<long?> _skip = NumberOption.Count("--skip", "Leave out so many at the start.");
    private readonly Option<long?> _first = NumberOption.Count("--first", "So many at the most.");

    /// <summary>Declares it.</summary>
    public ListCommand()
        : base("list", "Lists allocations: what is held, by whom, and what was.")
    {
        foreach (var option in new Option[] { _pool, _resourceId, _leaseId, _reservationId, _state, _skip, _first }) Add(option);
    }

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        var parse = run.Arguments;
        var reservationId = parse.GetValue(_reservationId);
        var query = new AllocationQuery
        {
            Pool = parse.GetValue(_pool),
            ResourceId = parse.GetValue(_resourceId),
            LeaseId = parse.GetValue(_leaseId),
            ReservationId = reservationId,
            State = State(parse.GetValue(_state) ?? (reservationId is null ? StateFilter.Active : StateFilter.All)),
            Skip = parse.GetValue(_skip) ?? 0,
            Take = parse.GetValue(_first),
        };
        var ledger = run.System.Ledger;
        if (reservationId is not null && ledger.Count(query, run.Cancellation) == 0)
            throw new AllocationNotFoundException(reservationId);

        using var results = run.Results.List(AllocationColumns.All);
        results.AddAll(ledger.Query(query, run.Cancellation));
        return ExitCodes.Ok;
    }

    private static AllocationState? State(StateFilter filter) => filter switch
    {
        StateFilter.Active => AllocationState.Active,
        StateFilter.Released => AllocationState.Released,
        _ => null,
    };
}
