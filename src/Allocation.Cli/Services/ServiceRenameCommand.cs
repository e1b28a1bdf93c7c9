using System.CommandLine;
using Allocation.Cli.Completion;
using Allocation.Core.Pools;
using Allocation.Core.Renaming;
using Allocation.Core.Results;
using Allocation.Core.Services;

namespace Allocation.Cli.Services;

/// <summary><c>service rename</c></summary>
internal sealed class ServiceRenameCommand : ChangeCommand
{
    private readonly Argument<string> _definition = DefinitionArgument.Make();
    private readonly Argument<string> _name = new("name") { Description = "The service." };
    private readonly Argument<string> _newName = NewNameArgument.Make();
    private readonly Option<long?> _version = NumberOption.Of("--version-is",
        "The version that you expect; if it has changed since, nothing is done.");

    /// <summary>Declares it.</summary>
    public ServiceRenameCommand()
        : base("rename", "Gives a service another name. It keeps its id, what it holds and its history.")
    {
        Add(_definition);
        Add(_name.Completed(StoreWords.Services));
        Add(_newName);
        Add(_version);
    }

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        var definition = run.System.Definitions.Get(run.Arguments.GetRequiredValue(_definition), run.Cancellation);
        var (name, newName) = (new NamePattern(run.Arguments.GetRequiredValue(_name)), run.Arguments.GetRequiredValue(_newName));
        var query = new ServiceQuery { Definition = definition.Name };
        var found = run.System.Services.Select(query, name, run.Cancellation).ToList();
        RenamedOne.Check(name, found.Count);
        var version = (int?)run.Arguments.GetValue(_version);
        var renamed = run.System.ServiceNames.Rename(definition.Name, found[0].Id, newName, version, run.Cancellation);
        run.Results.One(ServiceRow.Of(run.System, renamed), ServiceColumns.All);
        return ExitCodes.Ok;
    }
}
