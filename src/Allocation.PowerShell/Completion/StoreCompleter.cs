using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using Allocation.Core;
using Allocation.Core.Storage.Addresses;
using Allocation.PowerShell.Storage;

namespace Allocation.PowerShell.Completion;

/// <summary>Completes stores: the one that is connected, the one that the environment names, the kinds; then paths. Opens none.</summary>
public sealed class StoreCompleter : IArgumentCompleter
{
    private static readonly string[] s_files = ["sqlite:", "json:"];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete,
        CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var begun = Completions.Begun(wordToComplete);
        var kind = s_files.FirstOrDefault(k => begun.StartsWith(k, StringComparison.OrdinalIgnoreCase));
        return kind is null ? Completions.Of(Known(), wordToComplete) : Files(kind, begun[kind.Length..]);
    }

    // Without a password: what completes is shown.
    private static IEnumerable<string> Known() =>
        new[] { ConnectedStores.Current?.ToString(), FromEnvironment(), "postgres://" }.Concat(s_files).OfType<string>().Distinct();

    private static string? FromEnvironment() =>
        StoreCompletion.Silently(() => StoreSelection.OfEnvironment(Completions.Session().Resolve)?.ToString());

    private static IEnumerable<CompletionResult> Files(string kind, string path) =>
        StoreCompletion.Silently(() => CompletionCompleters.CompleteFilename(path)
            .Take(StoreCompletion.Most)
            .Select(file => new CompletionResult(Completions.Quote(kind + Completions.Begun(file.CompletionText)), file.ListItemText,
                file.ResultType, file.ToolTip))
            .ToList()) ?? [];
}
