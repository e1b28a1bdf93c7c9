using System.CommandLine;
using Allocation.Cli.Completion;
using Allocation.Cli.Output;
using Allocation.Core.Pools;
using Allocation.Core.Results;

namespace Allocation.Cli.Services;

/// <summary><c>service definitions</c></summary>
internal sealed class ServiceDefinitionsCommand : StoreCommand
{
    private readonly Argument<string[]> _names = NameArgument.ZeroOrMore().Completed(StoreWords.Definitions);
    private readonly BareOptions<DefinitionRow> _bare;

    /// <summary>Declares it.</summary>
    public ServiceDefinitionsCommand()
        : base("definitions", "Lists service definitions.")
    {
        Add(_names);
        _bare = BareOptions<DefinitionRow>.ByName(this, d => d.Name);
    }

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        using var results = _bare.List(run, DefinitionColumns.All);
        return run.ForEach(
            run.Arguments.GetRequiredValue(_names),
            name => results.AddAll(run.System.Definitions.Find(new NamePattern(name), run.Cancellation).Select(DefinitionRow.Of)));
    }
}
