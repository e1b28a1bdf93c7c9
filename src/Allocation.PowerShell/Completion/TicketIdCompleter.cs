using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace Allocation.PowerShell.Completion;

/// <summary>Completes ids of open tickets.</summary>
public sealed class TicketIdCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete,
        CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completions.FromStore(
            fakeBoundParameters,
            (system, cancellation) => Completions.Of(system.Tickets.OpenIds(cancellation)
                .Select(id => id.ToString(CultureInfo.InvariantCulture)), wordToComplete));
}
