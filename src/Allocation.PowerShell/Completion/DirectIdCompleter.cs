using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using Allocation.Core;
using Allocation.Core.Ledger;

namespace Allocation.PowerShell.Completion;

/// <summary>Completes ids of allocations that were taken directly.</summary>
public sealed class DirectIdCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete,
        CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completions.FromStore(
            fakeBoundParameters,
            (system, cancellation) => Completions.Of(
                KnownWords.ReservationIds(system, fakeBoundParameters["Pool"]?.ToString(), LeaseKind.Direct, cancellation),
                wordToComplete));
}
