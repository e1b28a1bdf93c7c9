using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using Allocation.Core.Allocating.Allocators;

namespace Allocation.PowerShell.Completion;

/// <summary>Completes names of allocators.</summary>
public sealed class AllocatorNameCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete,
        CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completions.Of(AllocatorRegistry.Shared.Names, wordToComplete);
}
