using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using Allocation.Core;
using Allocation.Core.Definitions;

namespace Allocation.PowerShell.Completion;

/// <summary>Completes ids of VLAN services.</summary>
public sealed class VlanServiceIdCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete,
        CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completions.FromStore(
            fakeBoundParameters,
            (system, cancellation) => Completions.Of(
                KnownWords.ServiceIds(system, VlanServiceDefinition.Name, cancellation),
                wordToComplete));
}
