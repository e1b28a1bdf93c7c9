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

    [Fact]
    public void The_table_for_people_of_resalloc_has_each_of_its_commands_and_options()
    {
        string[] resalloc =
        [
            "resalloc --connection", "resalloc --version", "resalloc ticket --tag", "resalloc ticket --sandbox",
                "resalloc ticket-check", "resalloc ticket-wait",
            "resalloc ticket-close", "resalloc-maint resource-list", "resalloc-maint resource-list --up", "resalloc-maint resource-info",
            "resalloc-maint resource-delete", "resalloc-maint resource-delete --all", "resalloc-maint resource-delete --unused",
                "resalloc-maint resource-logs",
            "resalloc-maint ticket-list", "resalloc-maint foreach-resource --command", "resalloc-server",
        ];
        Assert.Equal(resalloc, ResallocRow().Matches(Page("tickets.md")).Select(m => Placeholder().Replace(m.Groups["theirs"].Value, "")));
    }

    [Fact]
    public void What_the_table_for_people_of_resalloc_says_of_our_command_line_is_in_its_help()
    {
        var named = new HashSet<string>();
        foreach (Match row in ResallocRow().Matches(Page("tickets.md")))
        {
            var ours = row.Groups["ours"].Value;
            var words = Placeholder().Replace(ours, "").Split(' ');
            var command = words.TakeWhile(w => !w.StartsWith('-')).ToArray();
            named.Add(string.Join(' ', command));
            using var run = new StringWriter();
            Assert.Equal(0, new AllocationCommand().Parse([.. command, "--help"])
                .Invoke(new InvocationConfiguration { Output = run, Error = run }));
            var help = run.ToString();
            var options = words.Concat(Option().Matches(row.Groups["differs"].Value).Select(m => m.Value)).Where(w => w.StartsWith('-'));
            Assert.All(options, option => Assert.Contains(option, help, StringComparison.Ordinal));
            Assert.True(command.Length == 0 || CommandNames(new AllocationCommand(), "").Contains(string.Join(' ', command)), ours);
        }

        Assert.Equal(
            CommandNames(new AllocationCommand(), "").Where(n =>
                n.StartsWith("ticket ", StringComparison.Ordinal) || n.StartsWith("resource ", StringComparison.Ordinal)).Order(),
            named.Where(n => n.Contains(' ', StringComparison.Ordinal) && n != "manager run").Order());
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

    [GeneratedRegex(@"^\| `(?<theirs>resalloc[^`]*)` \| `(?<ours>[^`]*)`(?<differs>.*)$", RegexOptions.Multiline)]
    private static partial Regex ResallocRow();

    [GeneratedRegex(" [A-Z]+")]
    private static partial Regex Placeholder();

    [GeneratedRegex("--[a-z-]+")]
    private static partial Regex Option();

    [GeneratedRegex(@"^\| `(\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex ErrorRow();
}
