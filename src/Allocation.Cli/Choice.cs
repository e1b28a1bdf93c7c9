using System.CommandLine;

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

    /// <summary>An option with its own words.</summary>
    public static Option<string?> Of(string name, string description, IReadOnlyList<string> words) =>
        Make<string?>(name, description, words, word => word);

    private static Option<T?> Make<T>(string name, string description, IReadOnlyList<string> words, Func<string, T> read)
    {
        var option = new Option<T?>(name)
        {
            Description = description,
            HelpName = string.Join('|', words),
            CustomParser = result =>
            {
                var text = result.Tokens[^1].Value;
                if (words.FirstOrDefault(w => w.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } word) return read(word);
                result.AddError($"{name} must be one of {string.Join(", ", words)}, not '{text}'.");
                return default;
            },
        };
        option.CompletionSources.Add([.. words]);
        return option;
    }
}
