using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using Allocation.Core;

namespace Allocation.PowerShell.Completion;

/// <summary>Completes names under which something is held, written so that wildcard characters in them mean themselves.</summary>
public sealed class LeaseNameCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete,
        CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completions.FromStore(
            fakeBoundParameters,
            (system, cancellation) => Completions.Of(
                KnownWords.LeaseNames(system, fakeBoundParameters["Pool"]?.ToString(), cancellation),
                wordToComplete, WildcardPattern.Escape));
}
