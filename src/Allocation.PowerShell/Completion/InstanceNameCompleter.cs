using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using Allocation.Core;

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
            (system, cancellation) => Completions.Of(
                KnownWords.ServiceNames(
                    system, fakeBoundParameters["Definition"]?.ToString(), Completions.Begun(wordToComplete), cancellation),
                wordToComplete, WildcardPattern.Escape));
}
