using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace Allocation.PowerShell.Completion;

/// <summary>Completes the kinds of store; what follows is a place that only the user knows.</summary>
public sealed class StoreCompleter : IArgumentCompleter
{
    private static readonly string[] s_kinds = ["sqlite:", "json:", "postgres://"];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completions.Of(s_kinds, wordToComplete);
}
