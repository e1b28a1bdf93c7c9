using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using Allocation.Core.Pools;

namespace Allocation.PowerShell.Completion;

/// <summary>Completes names of inventories.</summary>
public sealed class InventoryNameCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete,
        CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completions.FromStore(
            fakeBoundParameters,
            (system, cancellation) =>
                Completions.Of(system.Inventories.Find(new NamePattern(null), cancellation).Select(p => p.Name), wordToComplete));
}
