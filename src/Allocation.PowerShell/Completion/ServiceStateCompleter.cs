using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using Allocation.Core;
using Allocation.Core.Definitions;

namespace Allocation.PowerShell.Completion;

/// <summary>Completes the states in which VLAN services are, and the one in which they end.</summary>
public sealed class ServiceStateCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete,
        CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completions.FromStore(
            fakeBoundParameters,
            (system, cancellation) => Completions.Of(
                KnownWords.ServiceStates(
                    system, VlanServiceDefinition.Name, Completions.Begun(wordToComplete), cancellation),
                wordToComplete));
}
