using System.CommandLine;
using Allocation.Cli.Ledger;
using Allocation.Core.Errors;
using Allocation.Core.Ledger;

namespace Allocation.Cli.Direct;

/// <summary><c>set</c></summary>
internal sealed class SetCommand : ChangeCommand
{
    private readonly DirectSelection _selection;
    private readonly Option<DateTimeOffset?> _endDate = TimeOption.At("--end-date", "When the numbers are given back.");
    private readonly Option<TimeSpan?> _lifetime = TimeOption.Long("--lifetime", "How long from now the numbers are held");
    private readonly Option<bool> _noEndDate = new("--no-end-date")
    {
        Description = "The numbers are held until they are given back with 'give'.",
    };

    private readonly NoteOptions _notes;

    /// <summary>Declares it.</summary>
    public SetCommand()
        : base("set",
            "Changes until when numbers are held that were taken directly, and what is noted of them. A reservation id means all " +
            "numbers that were taken " +
            "together with it.")
    {
        _selection = new DirectSelection(this);
        Add(_endDate);
        Add(_lifetime);
        Add(_noEndDate);
        _notes = new NoteOptions(this, ofChange: true);
        Validators.Add(result =>
        {
            var given = (bool[])[result.GetResult(_endDate) is not null, result.GetResult(_lifetime) is not null,
                result.GetValue(_noEndDate)];
            if (given.Count(isGiven => isGiven) > 1)
                result.AddError("Say until when once: one of --end-date, --lifetime and --no-end-date.");
            if (!given.Any(isGiven => isGiven) && !_notes.AreGiven(result))
                result.AddError($"Nothing to change: give --end-date, --lifetime, --no-end-date, {NoteOptions.OfChange}.");
        });
    }

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        var direct = run.System.Direct;
        var parse = run.Arguments;
        var isOfEnd = parse.GetResult(_endDate) is not null || parse.GetResult(_lifetime) is not null || parse.GetValue(_noEndDate);
        var notes = _notes.Read(parse, mistake => new InvalidAllocationException(null, mistake));
        var term = !isOfEnd ? null : new LeaseTerm(End: run.Arguments.GetValue(_endDate), Lifetime: run.Arguments.GetValue(_lifetime));
        using var results = run.Results.List(AllocationColumns.All);
        var ids = _selection.Ids(run.Arguments);
        return ids.Count > 0
            ? run.ForEach(ids, id => results.AddAll(direct.Change(direct.LeaseOf(id, run.Cancellation), term, notes, run.Cancellation)))
            : run.ForEachFound(_selection.Names(run.Arguments), names => _selection.Find(run, names),
                lease => results.AddAll(direct.Change(lease, term, notes, run.Cancellation)));
    }
}
