namespace Allocation.Help;

/// <summary>All help pages of one language: <c>Verb-Noun.md</c>, <c>about_Topic.md</c>, and <c>_common.md</c> for parameters that many
/// cmdlets have.</summary>
internal sealed class HelpFolder
{
    private const string CommonName = "_common";

    private readonly Dictionary<string, HelpPage> _pages = new(StringComparer.OrdinalIgnoreCase);
    private readonly HelpPage _common;

    private HelpFolder(IEnumerable<string> files)
    {
        var texts = files.ToDictionary(file => Path.GetFileNameWithoutExtension(file), File.ReadAllText);
        _common = texts.Remove(CommonName, out var common) ? MarkdownReader.Read(CommonName, common) : new HelpPage();
        About = texts.Where(t => t.Key.StartsWith("about_", StringComparison.Ordinal)).OrderBy(t => t.Key, StringComparer.Ordinal)
            .Select(t => (t.Key, t.Value)).ToList();
        foreach (var (name, text) in texts.Where(t => t.Key.Contains('-', StringComparison.Ordinal)))
            _pages[name] = MarkdownReader.Read(name, text);
    }

    /// <summary>The topics that are about no single cmdlet, with their Markdown.</summary>
    public IReadOnlyList<(string Name, string Markdown)> About { get; }

    /// <summary>Reads all pages of a folder.</summary>
    /// <exception cref="HelpException">A page cannot be read.</exception>
    public static HelpFolder Read(string folder) => new(Directory.EnumerateFiles(folder, "*.md"));

    /// <summary>The page of a cmdlet with what all cmdlets share; an empty one when it is not written yet, which a test finds.</summary>
    public HelpPage Of(Cmdlet cmdlet)
    {
        var page = _pages.GetValueOrDefault(cmdlet.Name) ?? new HelpPage();
        var parameters = cmdlet.Parameters
            .Select(parameter => parameter.Name)
            .Where(name => page.Parameters.ContainsKey(name) || _common.Parameters.ContainsKey(name))
            .ToDictionary(name => name, name => page.Parameters.GetValueOrDefault(name) ?? _common.Parameters[name]);
        return page with { Parameters = parameters };
    }
}
