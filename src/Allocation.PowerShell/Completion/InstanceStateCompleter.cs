using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using Allocation.Core.Pools;

namespace Allocation.PowerShell.Completion;

/// <summary>Completes the states of the lifecycles of the definition that is given, or of all.</summary>
public sealed class InstanceStateCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete,
        CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completions.FromStore(
            fakeBoundParameters,
            (system, cancellation) => Completions.Of(
                system.Definitions.Find(new NamePattern(fakeBoundParameters["Definition"]?.ToString()), cancellation)
                    .SelectMany(d => d.Lifecycle.States)
                    .Select(s => s.Name)
                    .Distinct(),
                wordToComplete));
}
