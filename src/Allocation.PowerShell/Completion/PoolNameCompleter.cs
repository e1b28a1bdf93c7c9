using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace Allocation.PowerShell.Completion;

/// <summary>Completes names of pools.</summary>
public sealed class PoolNameCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete,
        CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completions.FromStore(
            fakeBoundParameters,
            (system, cancellation) =>
                Completions.Of(system.Pools.Names(cancellation).Concat(system.ResourcePools.Names(cancellation)), wordToComplete));
}
