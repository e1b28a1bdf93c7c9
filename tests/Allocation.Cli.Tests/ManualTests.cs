using System.CommandLine;
using System.Text.RegularExpressions;
using Allocation.Core.Errors;

namespace Allocation.Cli.Tests;

/// <summary>The pages about the command line and about errors tell everything there is, and nothing else.</summary>
public sealed partial class ManualTests
{
    [Fact]
    public void The_page_about_the_command_line_has_a_row_for_each_command_and_none_besides()
    {
        var listed = CommandRow().Matches(Page("cli.md")).Select(m => m.Groups[1].Value);
        Assert.Equal(CommandNames(new AllocationCommand(), "").Order(), listed.Order());
    }

    [Fact]
    public void The_page_about_errors_has_a_row_for_each_kind_and_none_besides()
    {
        var listed = ErrorRow().Matches(Page("errors.md")).Select(m => m.Groups[1].Value);
        Assert.Equal(Enum.GetNames<ErrorKind>().Order(), listed.Order());
    }

    private static string Page(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, name));

    private static IEnumerable<string> CommandNames(Command command, string path)
    {
        foreach (var part in command.Subcommands.Where(c => !c.Hidden))
        {
            var name = $"{path}{part.Name}";
            foreach (var found in part.Subcommands.Count == 0 ? [name] : CommandNames(part, name + " ")) yield return found;
        }
    }

    // The words before the first argument or option are the command.
    [GeneratedRegex(@"^\| `([a-z]+(?: [a-z]+)*)[^`]*` \|", RegexOptions.Multiline)]
    private static partial Regex CommandRow();

    [GeneratedRegex(@"^\| `(\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex ErrorRow();
}
