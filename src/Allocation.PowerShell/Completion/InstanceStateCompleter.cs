using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using Allocation.Core;

namespace Allocation.PowerShell.Completion;

/// <summary>Completes the states in which services of the definition that is given are, or of all, and those in which they end.</summary>
public sealed class InstanceStateCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete,
        CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completions.FromStore(
            fakeBoundParameters,
            (system, cancellation) => Completions.Of(
                KnownWords.ServiceStates(
                    system, fakeBoundParameters["Definition"]?.ToString(), Completions.Begun(wordToComplete), cancellation),
                wordToComplete));
}
