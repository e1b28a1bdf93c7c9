using Allocation.Cli.Ledger;

namespace Allocation.Cli.Direct;

/// <summary><c>give</c></summary>
internal sealed class GiveCommand : ChangeCommand
{
    private readonly DirectSelection _selection;
    private readonly ConfirmationOption _yes = ConfirmationOption.OfRemoval();

    /// <summary>Declares it.</summary>
    public GiveCommand()
        : base("give",
            "Gives back numbers that were taken directly, and shows them as they ended; never those of a service, a ticket or an import.")
    {
        _selection = new DirectSelection(this);
        Add(_yes);
    }

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        var direct = run.System.Direct;
        var ids = _selection.Ids(run.Arguments);
        using var results = run.Results.List(AllocationColumns.All, single: ids.Count == 1);
        if (ids.Count > 0) return run.ForEach(ids, id => results.Add(direct.GiveBack(id, run.Cancellation)));
        return run.ForEachFound(
            _selection.Names(run.Arguments),
            names => _selection.Find(run, names),
            lease => results.AddAll(direct.GiveBackAll(lease, run.Cancellation)),
            (names, found) => _yes.AskToRemove(run, names, found.Select(lease => lease.Name), "direct allocations"));
    }
}
