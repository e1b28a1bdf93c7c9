using System.Text.RegularExpressions;

namespace Allocation.Module.Tests.Rules;

/// <summary>Where a test is, and what it is called.</summary>
public sealed partial class TestRules
{
    private static readonly string s_root = Path.Combine(Repository.Root, "tests");

    private static IReadOnlyList<string> Files { get; } = [.. Directory.EnumerateFiles(s_root, "*.cs", SearchOption.AllDirectories)
        .Where(path => !Path.GetRelativePath(s_root, path).Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin"))];

    [Fact]
    public void No_file_name_is_there_twice()
    {
        var names = Files.Select(path => Path.GetFileName(path)).Where(name => name != "Program.cs");
        Assert.Empty(names.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1)
            .Select(group => group.Key));
    }

    [Fact]
    public void A_suite_for_several_stores_is_a_Contract_a_house_rule_is_among_the_Rules_and_everything_else_is_called_Tests()
    {
        var wrong = Files.Where(path => FactPattern().IsMatch(File.ReadAllText(path))).Where(path =>
        {
            var isSuite = Regex.IsMatch(File.ReadAllText(path), "^public abstract class ", RegexOptions.Multiline);
            var isRule = Path.GetFileName(Path.GetDirectoryName(path)) == "Rules";
            var suffix = isSuite ? "Contract" : isRule ? "Rules" : "Tests";
            return !Path.GetFileNameWithoutExtension(path).EndsWith(suffix, StringComparison.Ordinal);
        });
        Assert.Empty(wrong);
    }

    [Fact]
    public void A_file_of_tests_holds_one_class_of_its_name()
    {
        var wrong = Files.Where(path => FactPattern().IsMatch(File.ReadAllText(path)))
            .Where(path => !Regex.IsMatch(File.ReadAllText(path), $@"\bclass {Path.GetFileNameWithoutExtension(path)}\b"));
        Assert.Empty(wrong);
    }

    [Fact]
    public void The_tests_of_a_folder_of_the_core_are_in_one_project()
    {
        var core = Path.Combine(Repository.Root, "src", "Allocation.Core");
        var twice = Directory.GetDirectories(core).Select(path => Path.GetFileName(path)!)
            .Where(name => name is not ("obj" or "bin"))
            .Where(name => new[] { "Allocation.Core.Tests",
                "Allocation.Tickets.Tests" }.Count(project => Directory.Exists(Path.Combine(s_root, project, name))) > 1);
        Assert.Empty(twice);
    }

    [Fact]
    public void The_foreign_probe_shares_no_code_with_us()
    {
        var folder = Path.Combine(s_root, "Allocation.Foreign.Probe");
        Assert.DoesNotContain("ProjectReference", File.ReadAllText(Path.Combine(folder, "Allocation.Foreign.Probe.csproj")),
            StringComparison.Ordinal);
        Assert.DoesNotContain("using Allocation", File.ReadAllText(Path.Combine(folder, "Program.cs")), StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^\s*\[(Fact|Theory)\b", RegexOptions.Multiline)]
    private static partial Regex FactPattern();
}
