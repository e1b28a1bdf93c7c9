using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using Allocation.Core.Tickets;

namespace Allocation.PowerShell.Completion;

/// <summary>Completes ids of open tickets.</summary>
public sealed class TicketIdCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completions.FromStore(
            fakeBoundParameters,
            (system, cancellation) => Completions.Of(
                system.Tickets.Query(new TicketFilter { State = TicketState.Open }, cancellation).Select(t => t.Id.ToString(CultureInfo.InvariantCulture)), wordToComplete));
}
