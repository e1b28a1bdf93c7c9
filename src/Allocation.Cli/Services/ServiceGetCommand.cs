using System.CommandLine;
using Allocation.Cli.Completion;
using Allocation.Cli.Output;
using Allocation.Core.Pools;
using Allocation.Core.Results;
using Allocation.Core.Services;

namespace Allocation.Cli.Services;

/// <summary><c>service get</c></summary>
internal sealed class ServiceGetCommand : StoreCommand
{
    private readonly Argument<string[]> _names = NameArgument.ZeroOrMore();
    private readonly Option<string?> _definition = new("--definition") { Description = "Only this definition.", HelpName = "NAME" };
    private readonly Option<string[]> _states = StateOption.Make(StoreWords.ServiceStates);
    private readonly NoteFilterOptions _notes;
    private readonly BareOptions<ServiceRow> _bare;

    /// <summary>Declares it.</summary>
    public ServiceGetCommand()
        : base("get", "Lists services of any definition with their attributes.")
    {
        Add(_names.Completed(StoreWords.Services));
        Add(_definition.Completed(StoreWords.Definitions));
        Add(_states);
        _notes = new NoteFilterOptions(this);
        _bare = BareOptions<ServiceRow>.ByName(this, s => s.Name);
    }

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        var definition = run.Arguments.GetValue(_definition) is { } named ? run.System.Definitions.Get(named, run.Cancellation).Name : null;
        var states = StateOption.Read(run.Arguments, _states);
        var query = new ServiceQuery
        {
            Definition = definition,
            States = run.System.Definitions.States(states, definition, run.Cancellation),
            Notes = _notes.Read(run.Arguments),
            Living = states is null ? true : null,
        };
        using var results = _bare.List(run, ServiceColumns.All);
        return run.ForEach(
            run.Arguments.GetRequiredValue(_names),
            name =>
            {
                var found = run.System.Services.Select(query, new NamePattern(name), run.Cancellation).ToList();
                results.AddAll(found.Select(i => ServiceRow.Of(run.System, i)));
            });
    }
}
