using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using Allocation.Core;

namespace Allocation.PowerShell.Completion;

/// <summary>Completes ids of allocations.</summary>
public sealed class ReservationIdCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete,
        CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completions.FromStore(
            fakeBoundParameters,
            (system, cancellation) => Completions.Of(
                KnownWords.ReservationIds(system, fakeBoundParameters["Pool"]?.ToString(), null, cancellation),
                wordToComplete));
}
