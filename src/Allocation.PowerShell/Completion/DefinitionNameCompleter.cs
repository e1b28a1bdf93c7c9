using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using Allocation.Core.Pools;

namespace Allocation.PowerShell.Completion;

/// <summary>Completes names of service definitions.</summary>
public sealed class DefinitionNameCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete,
        CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completions.FromStore(
            fakeBoundParameters,
            (system, cancellation) =>
                Completions.Of(system.Definitions.Find(new NamePattern(null), cancellation).Select(d => d.Name), wordToComplete));
}
