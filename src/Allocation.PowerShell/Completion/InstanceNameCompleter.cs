using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using Allocation.Core.Pools;
using Allocation.Core.Services;

namespace Allocation.PowerShell.Completion;

/// <summary>Completes names of services of the definition that is given, written so that wildcard characters in them mean themselves.</summary>
public sealed class InstanceNameCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completions.FromStore(
            fakeBoundParameters,
            (system, cancellation) =>
            {
                var definition = fakeBoundParameters["Definition"]?.ToString() is { } name ? system.Definitions.Get(name, cancellation).Name : null;
                var found = system.Services.Query(new ServiceQuery { Definition = definition }, new NamePattern(null), cancellation);
                return Completions.Of(found.Select(s => s.Name), wordToComplete, WildcardPattern.Escape);
            });
}
