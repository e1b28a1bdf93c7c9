using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using Allocation.Core;

namespace Allocation.PowerShell.Completion;

/// <summary>Completes tags in notes.</summary>
public sealed class NoteTagCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete,
        CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completions.FromStore(
            fakeBoundParameters,
            (system, cancellation) => Completions.Of(KnownWords.NoteTags(system, cancellation), wordToComplete));
}
