using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using Allocation.Core;
using Allocation.Core.Storage.Addresses;
using Allocation.PowerShell.Storage;
using Shell = System.Management.Automation.PowerShell;

namespace Allocation.PowerShell.Completion;

/// <summary>What all completers share.</summary>
internal static class Completions
{
    /// <summary>What the user has typed, without a quotation mark.</summary>
    public static string Begun(string? word) => (word ?? "").Trim('\'', '"');

    /// <summary>The words that begin as the user began, quoted where PowerShell needs it.</summary>
    public static IEnumerable<CompletionResult> Of(IEnumerable<string> words, string? begun, Func<string, string>? write = null)
    {
        var start = Begun(begun);
        return words
            .Where(word => word.StartsWith(start, StringComparison.CurrentCultureIgnoreCase))
            .Take(StoreCompletion.Most)
            .Select(word => new CompletionResult(Quote(write?.Invoke(word) ?? word), word, CompletionResultType.ParameterValue, word))
            .ToList();
    }

    /// <summary>What the chosen store knows; nothing when it is not there, cannot be read, or is slow.</summary>
    public static IEnumerable<CompletionResult> FromStore(IDictionary given,
        Func<AllocationSystem, CancellationToken, IEnumerable<CompletionResult>> find) =>
        StoreCompletion.Find(() => StoreSelection.Make(given["Store"]?.ToString(), Session().Resolve, ConnectedStores.Current),
            StoreLoadContext.Provider, find);

    /// <summary>The paths of the session that completes.</summary>
    public static SessionPaths Session()
    {
        using var shell = Shell.Create(RunspaceMode.CurrentRunspace);
        return new SessionPaths(shell.AddScript("$ExecutionContext.SessionState").Invoke<SessionState>()[0]);
    }

    /// <summary>A word as it is written in a command.</summary>
    public static string Quote(string word) =>
        char.IsLetterOrDigit(word[0]) && word.All(c => char.IsLetterOrDigit(c) || "-_.:/".Contains(c, StringComparison.Ordinal))
            ? word
            : $"'{CodeGeneration.EscapeSingleQuotedStringContent(word)}'";
}
