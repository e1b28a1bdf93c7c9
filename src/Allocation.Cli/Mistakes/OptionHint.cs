using System.CommandLine;
using System.CommandLine.Parsing;

namespace Allocation.Cli.Mistakes;

/// <summary>Names the option or the command that was meant, when one was typed that there is not.</summary>
internal static class OptionHint
{
    // An edit is a letter too many, too few or wrong, or two exchanged.
    private const int MostEdits = 2;

    // Options that other programs have for what an option here is for: resalloc's for its server.
    private static readonly (string Theirs, Option Ours)[] s_others = [("--connection", GlobalOptions.Store)];

    /// <summary>A sentence with a blank before it; nothing when every option is known, or none is like one that is not.</summary>
    public static string For(ParseResult parse)
    {
        var known = Known(parse).ToList();
        var values = parse.CommandResult.Children.OfType<OptionResult>().SelectMany(o => o.Tokens)
            .ToHashSet<object>(ReferenceEqualityComparer.Instance);
        return parse.Tokens
            .TakeWhile(token => token.Type != TokenType.DoubleDash)
            .Where(token => token.Type != TokenType.Option && !values.Contains(token)
                && token.Value.StartsWith("--", StringComparison.Ordinal))
            .Select(token => OfOption(NameOf(token.Value), known))
            .FirstOrDefault(hint => hint.Length > 0) ?? "";
    }

    /// <summary>An option without its value, which can hold a password.</summary>
    public static string NameOf(string word) => word.Split('=', ':')[0];

    /// <summary>The same for a word that should be one of these; nothing when none is like it.</summary>
    public static string For(string word, IReadOnlyList<string> known) => Nearest(word, known) is { } near ? $" Did you mean {near}?" : "";

    private static string OfOption(string option, IReadOnlyList<string> known)
    {
        if (Nearest(option, s_others.Select(other => other.Theirs)) is { } theirs)
            return $" {s_others.First(other => other.Theirs == theirs).Ours.Name} names the store.";
        return For(option, known);
    }

    private static IEnumerable<string> Known(ParseResult parse)
    {
        for (var command = parse.CommandResult; command is not null; command = command.Parent as CommandResult)
        {
            foreach (var option in command.Command.Options)
                if (!option.Hidden && (option.Recursive || command == parse.CommandResult)) yield return option.Name;
        }
    }

    private static string? Nearest(string option, IEnumerable<string> names) => names
        .Select(name => (Name: name, Edits: Edits(option.ToLowerInvariant(), name)))
        .Where(near => near.Edits <= MostEdits && near.Edits < near.Name.Length - 2)
        .OrderBy(near => near.Edits)
        .Select(near => near.Name)
        .FirstOrDefault();

    // Levenshtein's distance, in which two exchanged neighbours are one edit.
    private static int Edits(string a, string b)
    {
        var edits = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    edits[i, j] = i + j;
                    continue;
                }

                edits[i, j] = Math.Min(Math.Min(edits[i, j - 1], edits[i - 1, j]) + 1,
                    edits[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    edits[i, j] = Math.Min(edits[i, j], edits[i - 2, j - 2] + 1);
            }
        }

        return edits[a.Length, b.Length];
    }
}
