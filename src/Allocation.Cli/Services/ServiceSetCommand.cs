using System.CommandLine;
using Allocation.Core.Definitions;
using Allocation.Core.Errors;
using Allocation.Core.Services;

namespace Allocation.Cli.Services;

/// <summary><c>service set</c></summary>
internal sealed class ServiceSetCommand : ServiceSelectionCommand
{
    private readonly Option<bool> _keepPartial = new("--keep-partial")
    {
        Description = "Keep an update whose allocation failed, as 'update_rejected', to be resumed or undone.",
    };
    private readonly Option<bool> _noUndo = new("--no-undo")
    {
        Description = "Make a successful update final: what it replaced is given back at once.",
    };
    private readonly AttributeOptions _attributes;
    private readonly NoteOptions _notes;

    /// <summary>Declares it.</summary>
    public ServiceSetCommand()
        : base("set", "Changes attributes of services; new embedded items get values, kept ones keep theirs.")
    {
        _attributes = new AttributeOptions(this);
        _notes = new NoteOptions(this, ofChange: true);
        Add(_keepPartial);
        Add(_noUndo);
        Validators.Add(result =>
        {
            if (!_attributes.IsGiven(result) && !result.GetValue(_noUndo) && !_notes.AreGiven(result))
                result.AddError($"Nothing to change: give --attributes, --set, --no-undo, {NoteOptions.OfChange}.");
        });
    }

    /// <inheritdoc/>
    protected override ServiceOutcome Act(CommandRun run, ServiceDefinition definition, string id, int? version)
    {
        var change = new ServiceChange(_attributes.Read(run.Arguments))
        {
            Notes = _notes.Read(run.Arguments, mistake => new InvalidServiceException(id, mistake)),
            Version = version,
            KeepPartial = run.Arguments.GetValue(_keepPartial),
            Confirm = run.Arguments.GetValue(_noUndo),
        };
        return run.System.Services.Update(definition, id, change, run.Cancellation);
    }
}
