using System.Text.RegularExpressions;
using Allocation.Core.Errors;

namespace Allocation.Cli.Tests;

/// <summary>The table of exit codes.</summary>
public sealed partial class ExitCodeTests
{
    private static readonly int[] s_others = [ExitCodes.Ok, ExitCodes.Unexpected, ExitCodes.Usage,
        ExitCodes.FileFailed, ExitCodes.Cancelled];

    [Fact]
    public void Every_kind_of_error_has_an_exit_code_of_its_own()
    {
        Assert.Equal(Enum.GetValues<ErrorKind>().Order(), ExitCodes.ByKind.Keys.Order());
        Assert.Equal(ExitCodes.ByKind.Count + s_others.Length, ExitCodes.ByKind.Values.Concat(s_others).Distinct().Count());
        Assert.All(ExitCodes.ByKind.Values, code => Assert.InRange(code, 10, 125));
    }

    [Fact]
    public void The_page_about_the_command_line_lists_the_same_codes()
    {
        var page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "cli.md"));
        var listed = Row().Matches(page).ToDictionary(m => m.Groups["id"].Value, m => int.Parse(m.Groups["code"].Value, null));
        var codes = ExitCodes.ByKind.ToDictionary(e => e.Key.ToString(), e => e.Value);
        Assert.Equal(codes.OrderBy(e => e.Value), listed.Where(e => codes.ContainsKey(e.Key)).OrderBy(e => e.Value));
        Assert.All(s_others, code => Assert.Contains($"| {code} |", page));
    }

    [GeneratedRegex(@"^\| (?<code>\d+) \| `(?<id>\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
