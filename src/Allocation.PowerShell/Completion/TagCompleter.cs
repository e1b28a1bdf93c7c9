using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace Allocation.PowerShell.Completion;

/// <summary>Completes tags of resource pools.</summary>
public sealed class TagCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete,
        CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completions.FromStore(
            fakeBoundParameters,
            (system, cancellation) => Completions.Of(system.ResourcePools.Tags(cancellation), wordToComplete));
}
