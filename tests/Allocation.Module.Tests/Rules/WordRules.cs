using System.Text.RegularExpressions;

namespace Allocation.Module.Tests.Rules;

/// <summary>Messages, descriptions of options and help are in plain English: the usual word, and what must be. See "Words" in
/// CONTRIBUTING.md.</summary>
public sealed partial class WordRules
{
    // What is not written, and what is written instead.
    private static readonly (Regex Word, string Instead)[] s_words =
    [
        Not(@"there already", "already exists"),
        Not(@"cannot be (so|such an?)\b", "is not valid"),
        Not(@"cannot be had\b", "cannot be allocated, or what cannot be done"),
        Not(@"(?<!\bthere )\b(is|are|was|were) no (?!longer\b|more\b)", "is not a, or must be a"),
        Not(@"(?<!\bthere )\b(is|are) none\b", "is not one, or must be one of"),
        Not(@"\b(some|no)(body|one)\b", "who it is: another process, no ticket"),
        Not(@"\btold\b|\btells?\b", "reports, shows, says, distinguishes; (default: ...)"),
        Not(@"\bstands?\b", "is in, means, identifies"),
        Not(@"\blies?\b", "is"),
        Not(@"\bputs? out\b|\bputting out\b", "returns, prints"),
        Not(@"\bmend(s|ed|ing)?\b", "repair, correct"),
        Not(@"\bbr[eo]a?ke?n? off\b", "interrupted"),
        Not(@"\bas (it|they) (is|was|are|were)\b", "unchanged"),
        Not(@"\bof (its|their|one's|your) own\b", "custom, separate"),
        Not(@"\bwithout\.", "(default: ...)"),
        Not(@"\bat the most\b", "at most"),
        Not(@"\binto question\b", "a candidate"),
        Not(@"\bany more\b|\bhas no more\b", "no longer"),
        Not(@"\b(do|does) not go with\b|\bexcludes? each other\b", "must not be combined with"),
        Not(@"\bhands? out\b", "allocates"),
        Not(@"\bno existing\b", "there is no: what is gone does not exist"),
        Not(@"\b(is|are) \w+ back already\b", "has already been given back"),
        Not(@"\[-?\d+, -?\d+\[", "100-199, as people write ranges"),
    ];

    public static TheoryData<string> Projects => SourceRules.Projects;

    public static TheoryData<string> Pages =>
        [.. Directory.GetFiles(Path.Combine(Repository.Root, "module", "help"), "*.md", SearchOption.AllDirectories)
        .Select(path => Path.GetFileName(path)!)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Messages_use_plain_words(string project)
    {
        var wrong = Repository.Sources(project).SelectMany(path => new SourceText(File.ReadAllText(path)).Literals
            .Where(literal => literal.Text.Contains(' ', StringComparison.Ordinal))
            .SelectMany(literal => Mistakes(literal.Text).Select(mistake => $"{Path.GetFileName(path)}({literal.Line}): {mistake}")));
        Assert.Empty(wrong);
    }

    // A value that is written as {value} without a dollar sign before the literal is shown as these letters.
    [Theory]
    [MemberData(nameof(Projects))]
    public void Messages_show_values_and_not_their_names(string project)
    {
        string[] placeholders = ["secret", "number", "id", "name"];
        var wrong = Repository.Sources(project).SelectMany(path => new SourceText(File.ReadAllText(path)).Literals
            .Where(literal => literal.Text.Contains(' ', StringComparison.Ordinal))
            .SelectMany(literal => Braced().Matches(literal.Text).Where(value => !placeholders.Contains(value.Groups[1].Value))
                .Select(value => $"{Path.GetFileName(path)}({literal.Line}): {value.Value}")));
        Assert.Empty(wrong);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Help_uses_plain_words(string page)
    {
        var path = Directory.GetFiles(Path.Combine(Repository.Root, "module", "help"), page, SearchOption.AllDirectories).Single();
        Assert.Empty(Mistakes(Code().Replace(File.ReadAllText(path), "")));
    }

    // Each word is found, and the words beside it are not: else a slip in a pattern would hide all mistakes.
    [Theory]
    [InlineData("a pool of that name is there already", true)]
    [InlineData("'x' cannot be such a pool", true)]
    [InlineData("a number cannot be had", true)]
    [InlineData("There is no existing pool", true)]
    [InlineData("it is given back already", true)]
    [InlineData("it is no number", true)]
    [InlineData("there is no pool", false)]
    [InlineData("the pool is no longer there", false)]
    [InlineData("nobody registered it", true)]
    [InlineData("4 unless told", true)]
    [InlineData("the script puts out a value", true)]
    [InlineData("mend the file", true)]
    [InlineData("recommended", false)]
    [InlineData("the call was broken off", true)]
    [InlineData("the service stays as it is", true)]
    [InlineData("it is in [100, 200[", true)]
    [InlineData("it is in 100-199", false)]
    [InlineData("the server is a standby", false)]
    public void A_word_is_found_and_its_neighbours_are_not(string text, bool isFound) => Assert.Equal(isFound, Mistakes(text).Any());

    [Fact]
    public void Texts_of_a_source_are_found_without_their_values()
    {
        const string Source = """"
            /// <summary>It's a "doc".</summary>
            var a = $"one {(x ? "two" : @"th""ree")} four {{five}} {y:u}"; // "no"
            var b = 'x' + '"' + """six "seven" """ + $$"""{{z}} {eight}""" + "\"nine" + ("" + @class);
            """";
        var text = new SourceText(Source);
        Assert.Equal(["two", "th\"\"ree", "one \n four {{five}} \n", "six \"seven\" \n {eight}\\\"nine", ""],
            text.Literals.Select(l => l.Text));
        Assert.Equal([(1, "<summary>It's a \"doc\".</summary>")], text.Docs);
    }

    private static IEnumerable<string> Mistakes(string text) =>
        from word in s_words
        from match in word.Word.Matches(text)
        select $"'{match.Value}' in '{text[Math.Max(0, match.Index - 40)..Math.Min(text.Length, match.Index + 40)]}': {word.Instead}";

    private static (Regex Word, string Instead) Not(string word, string instead) =>
        (new Regex(word, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant), instead);

    [GeneratedRegex("^```.*?^```|`[^`\n]*`|<!--.*?-->", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex(@"(?<!\{)\{([a-z]\w*)[^{}\s]*\}(?!\})")]
    private static partial Regex Braced();
}
