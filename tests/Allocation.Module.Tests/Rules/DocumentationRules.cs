using System.Text.RegularExpressions;

namespace Allocation.Module.Tests.Rules;

/// <summary>Readers find every page, and every link leads somewhere.</summary>
public sealed partial class DocumentationRules
{
    /// <summary>Every Markdown file that people read in the repository: at the top, in docs, beside each project.</summary>
    public static TheoryData<string> Pages =>
    [
        .. Directory.GetFiles(Repository.Root, "*.md")
            .Concat(Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories))
            .Concat(Directory.GetDirectories(Path.Combine(Repository.Root, "src")).Select(project => Path.Combine(project, "README.md")))
            .Select(path => Path.GetRelativePath(Repository.Root, path)),
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_relative_link_leads_to_a_file_and_a_heading_that_exist(string page)
    {
        var source = Path.Combine(Repository.Root, page);
        var broken = Links(source).Where(link => !LeadsSomewhere(source, link));
        Assert.Empty(broken);
    }

    [Fact]
    public void Every_page_and_schema_of_docs_is_linked_from_the_index()
    {
        var docs = Path.Combine(Repository.Root, "docs");
        var index = Path.Combine(docs, "README.md");
        var linked = Links(index).Select(link => Path.GetFullPath(link.Split('#')[0], docs)).ToHashSet();
        var pages = Directory.GetFiles(docs, "*.md").Concat(Directory.GetFiles(docs, "*.json")).Where(path => path != index);
        Assert.DoesNotContain(pages, path => !linked.Contains(path));
    }

    [Fact]
    public void The_pages_about_a_project_are_linked_from_the_top()
    {
        var linked = Links(Path.Combine(Repository.Root, "README.md")).Select(link => link.Split('#')[0]).ToHashSet();
        string[] expected = ["docs/README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "LICENSE"];
        Assert.DoesNotContain(expected, page => !linked.Contains(page));
    }

    private static IEnumerable<string> Links(string page) => Link().Matches(Fence().Replace(File.ReadAllText(page), ""))
        .Select(match => match.Groups[1].Value)
        .Where(link => !link.Contains("://", StringComparison.Ordinal) && !link.StartsWith("mailto:", StringComparison.Ordinal));

    private static bool LeadsSomewhere(string page, string link)
    {
        var parts = link.Split('#', 2);
        var target = parts[0].Length == 0 ? page : Path.GetFullPath(Uri.UnescapeDataString(parts[0]), Path.GetDirectoryName(page)!);
        if (!File.Exists(target) && !Directory.Exists(target)) return false;
        return parts.Length == 1 || Headings(target).Contains(parts[1]);
    }

    // As GitHub makes an anchor of a heading: lower case, no punctuation, dashes for spaces.
    private static IEnumerable<string> Headings(string page) => Heading().Matches(Fence().Replace(File.ReadAllText(page), ""))
        .Select(match => Punctuation().Replace(match.Groups[1].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^#+ (.*)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex Punctuation();
}
