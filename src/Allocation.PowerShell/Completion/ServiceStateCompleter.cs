using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using Allocation.Core.Definitions;

namespace Allocation.PowerShell.Completion;

/// <summary>Completes the states of a VLAN service.</summary>
public sealed class ServiceStateCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete,
        CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completions.Of(VlanServiceDefinition.Instance.Lifecycle.States.Select(s => s.Name), wordToComplete);
}
