using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using Allocation.Core;
using Allocation.Core.Pools;

namespace Allocation.PowerShell.Completion;

/// <summary>Completes names of services of the definition that is given, written so that wildcard characters in them mean
/// themselves.</summary>
public sealed class InstanceNameCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete,
        CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completions.FromStore(
            fakeBoundParameters,
            (system, cancellation) =>
            {
                var begun = Completions.Begun(wordToComplete);
                var names = system.Definitions.Find(new NamePattern(fakeBoundParameters["Definition"]?.ToString()), cancellation)
                    .SelectMany(d => system.Services.LivingNames(d.Name, begun, StoreCompletion.Most, cancellation));
                return Completions.Of(names.Distinct(), wordToComplete, WildcardPattern.Escape);
            });
}
