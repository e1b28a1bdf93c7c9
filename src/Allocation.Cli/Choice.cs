using System.CommandLine;

namespace Allocation.Cli;

/// <summary>Options whose value is one of a few words, in any case.</summary>
internal static class Choice
{
    /// <summary>An option with the names of an enumeration.</summary>
    public static Option<T?> Of<T>(string name, string description)
        where T : struct, Enum
    {
        var words = Enum.GetNames<T>();
        var option = new Option<T?>(name)
        {
            Description = description,
            HelpName = string.Join('|', words),
            CustomParser = result =>
            {
                var text = result.Tokens[^1].Value;
                if (words.FirstOrDefault(w => w.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } word) return Enum.Parse<T>(word);
                result.AddError($"{name} is one of {string.Join(", ", words)}, not '{text}'.");
                return null;
            },
        };
        option.CompletionSources.Add(words);
        return option;
    }
}
