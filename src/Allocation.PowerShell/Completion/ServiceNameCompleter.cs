using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using Allocation.Core;
using Allocation.Core.Definitions;

namespace Allocation.PowerShell.Completion;

/// <summary>Completes names of VLAN services, written so that wildcard characters in them mean themselves.</summary>
public sealed class ServiceNameCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete,
        CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completions.FromStore(
            fakeBoundParameters,
            (system, cancellation) => Completions.Of(system.Services.LivingNames(VlanServiceDefinition.Name,
                Completions.Begun(wordToComplete), StoreCompletion.Most, cancellation), wordToComplete, WildcardPattern.Escape));
}
