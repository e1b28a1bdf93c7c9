using System.CommandLine;
using Allocation.Core.Errors;
using Allocation.Core.Services;

namespace Allocation.Cli.Vlan;

/// <summary><c>vlan set</c></summary>
internal sealed class VlanSetCommand : VlanSelectionCommand
{
    private readonly Option<long?> _version = NumberOption.Of("--version-is",
        "The version that you expect; if it has changed since, nothing is done.");
    private readonly NoteOptions _notes;

    /// <summary>Declares it.</summary>
    public VlanSetCommand()
        : base("set", "Changes what is noted of services; their VLAN ids stay.")
    {
        _notes = new NoteOptions(this, ofChange: true);
        Add(_version);
        Validators.Add(result =>
        {
            if (!_notes.AreGiven(result)) result.AddError($"Nothing to change: give {NoteOptions.OfChange}.");
        });
    }

    /// <inheritdoc/>
    protected override VlanOutcome Act(CommandRun run, string id)
    {
        var notes = _notes.Read(run.Arguments, mistake => new InvalidServiceException(id, mistake));
        return new(run.System.VlanServices.Change(id, notes, (int?)run.Arguments.GetValue(_version), run.Cancellation), null);
    }
}
