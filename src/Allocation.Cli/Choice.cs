using System.CommandLine;
using System.CommandLine.Parsing;

namespace Allocation.Cli;

/// <summary>Options whose value is one of a few words, in any case.</summary>
internal static class Choice
{
    /// <summary>An option with the names of an enumeration.</summary>
    public static Option<T?> Of<T>(string name, string description)
        where T : struct, Enum => Of(name, description, Enum.GetValues<T>());

    /// <summary>An option with some of the names of an enumeration.</summary>
    public static Option<T?> Of<T>(string name, string description, IEnumerable<T> choices)
        where T : struct, Enum => Make<T?>(name, description, [.. choices.Select(c => c.ToString())], word => Enum.Parse<T>(word));

    /// <summary>An option with some names of an enumeration: it may be repeated, or have several names with commas.</summary>
    public static Option<T[]> Several<T>(string name, string description)
        where T : struct, Enum
    {
        string[] words = [.. Enum.GetNames<T>()];
        var option = new Option<T[]>(name)
        {
            Description = description,
            HelpName = string.Join('|', words),
            CustomParser = result => [.. result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.TrimEntries))
                .Select(text => Read(result, name, words, word => Enum.Parse<T>(word), text))],
        };
        option.CompletionSources.Add(words);
        return option;
    }

    /// <summary>An option with its own words.</summary>
    public static Option<string?> Of(string name, string description, IReadOnlyList<string> words) =>
        Make<string?>(name, description, words, word => word);

    private static Option<T?> Make<T>(string name, string description, IReadOnlyList<string> words, Func<string, T> read)
    {
        var option = new Option<T?>(name)
        {
            Description = description,
            HelpName = string.Join('|', words),
            CustomParser = result => Read(result, name, words, read, result.Tokens[^1].Value),
        };
        option.CompletionSources.Add([.. words]);
        return option;
    }

    private static T? Read<T>(ArgumentResult result, string name, IReadOnlyList<string> words, Func<string, T> read, string text)
    {
        if (words.FirstOrDefault(w => w.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } word) return read(word);
        result.AddError($"{name} must be one of {string.Join(", ", words)}, not '{text}'.");
        return default;
    }
}
