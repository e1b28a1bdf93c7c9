using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Allocation.Core.Errors;
using Allocation.PowerShell;

namespace Allocation.Module.Tests.Rules;

public sealed class SourceRules
{
    public static TheoryData<string> Projects =>
        [.. Directory.GetDirectories(Path.Combine(Repository.Root, "src")).Select(path => Path.GetFileName(path)!)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void The_namespace_of_a_file_is_its_folder(string project)
    {
        var wrong = Repository.Sources(project).Where(path =>
        {
            var folder = Path.GetRelativePath(Path.Combine(Repository.Root, "src"), Path.GetDirectoryName(path)!);
            var declared = Regex.Match(File.ReadAllText(path), @"^namespace ([\w.]+);", RegexOptions.Multiline).Groups[1].Value;
            return declared.Length > 0 && declared != folder.Replace(Path.DirectorySeparatorChar, '.');
        });
        Assert.Empty(wrong);
    }

    [Fact]
    public void Files_that_people_name_are_written_where_the_store_is_spared()
    {
        var writers = new[] { "Allocation.Core", "Allocation.Cli", "Allocation.PowerShell" }.SelectMany(Repository.Sources)
            .Where(path => File.ReadAllText(path).Contains("OutputFile.Write(", StringComparison.Ordinal)).Select(Path.GetFileName);
        Assert.Equal(["ExportFile.cs"], writers);
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Files_are_short(string project) =>
        Assert.DoesNotContain(Repository.Sources(project), path => File.ReadLines(path).Count() > 350);

    [Fact]
    public void Lines_are_as_long_as_the_editor_settings_say()
    {
        var settings = File.ReadAllText(Path.Combine(Repository.Root, ".editorconfig"));
        var limit = int.Parse(
            Regex.Match(settings, @"^max_line_length = (\d+)", RegexOptions.Multiline).Groups[1].ValueSpan, CultureInfo.InvariantCulture);
        var wrong = new List<string>();
        foreach (var path in Repository.AllSources())
        {
            // The text of a raw string is data: JSON, SQL, YAML. A break would change it.
            var isRaw = false;
            var number = 0;
            foreach (var line in File.ReadLines(path))
            {
                number++;
                var marks = Regex.Count(line, "\"{3,}");
                if (line.Length > limit && !isRaw && marks == 0) wrong.Add($"{path}:{number}: {line.Length}");
                if (marks % 2 == 1) isRaw = !isRaw;
            }
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Nothing_is_called_after_nothing_in_particular(string project) =>
        Assert.DoesNotContain(Repository.Sources(project),
            path => Regex.IsMatch(Path.GetFileNameWithoutExtension(path), "(Utils?|Utilities|Helpers?|Common)$"));

    [Fact]
    public void Classes_are_sealed_unless_they_are_abstract()
    {
        Assembly[] assemblies = [typeof(AllocationException).Assembly, typeof(AllocationCmdlet).Assembly];
        var open = assemblies.SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.IsClass && !type.IsSealed && !type.IsAbstract && !type.Name.Contains('<', StringComparison.Ordinal));
        Assert.Empty(open);
    }

    [Fact]
    public void The_core_has_no_package_and_no_project_beneath_it()
    {
        var project = XDocument.Load(Path.Combine(Repository.Root, "src", "Allocation.Core", "Allocation.Core.csproj"));
        Assert.DoesNotContain(project.Descendants(), element =>
            element.Name.LocalName is "PackageReference" or "ProjectReference" or "FrameworkReference");
    }

    // Opening a pipe waits for its writer, a device may never end, and a wrong encoding must be told: InputFile sees to that.
    [Theory]
    [MemberData(nameof(Projects))]
    public void What_a_person_names_is_read_by_InputFile(string project)
    {
        string[] ownFiles = ["InputFile.cs", "ProcessMark.cs", "ProcessStat.cs", "LockTable.cs", "HelpFolder.cs"];
        var others = Repository.Sources(project)
            .Where(path => !ownFiles.Contains(Path.GetFileName(path)))
            .Where(path => Regex.IsMatch(File.ReadAllText(path), @"File\.(ReadAll\w+|ReadLines|OpenText|OpenRead)\b"));
        Assert.Empty(others);
    }

    // An expected end of a wait is given in milliseconds; what a test waits for has HangLimit, or $hangLimit in the Pester suite.
    [Fact]
    public void No_wait_of_a_test_has_a_limit_that_a_slow_machine_reaches()
    {
        var limit = new Regex(
            @"(Wait\w*|SpinUntil|CancelAfter|CancellationTokenSource|RetryingStore(\.Open)?)\(.*TimeSpan\.From(Seconds|Minutes)" +
            @"|[Pp]atience\w* = TimeSpan\.From(Seconds|Minutes)|WaitForExit\(\d{4,}" +
            @"|Elapsed.* < TimeSpan\.From|-TimeoutSeconds (1\d|[2-9]\d|\d{3,})");
        var tests = Path.Combine(Repository.Root, "tests");
        var reached = Directory.EnumerateFiles(tests, "*", SearchOption.AllDirectories)
            .Where(path => path.EndsWith(".cs", StringComparison.Ordinal) || path.EndsWith(".ps1", StringComparison.Ordinal))
            .Where(path => !Path.GetRelativePath(tests, path).Split(Path.DirectorySeparatorChar)
                .Any(part => part is "obj" or "bin" or "Allocation.Benchmarks"))
            .SelectMany(path => File.ReadLines(path).Where(line => limit.IsMatch(line))
                .Select(line => $"{Path.GetFileName(path)}: {line.Trim()}"));
        Assert.Empty(reached);
    }
}
