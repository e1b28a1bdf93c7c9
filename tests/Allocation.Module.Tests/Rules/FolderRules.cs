using System.Text.RegularExpressions;

namespace Allocation.Module.Tests.Rules;

/// <summary>Folders are short enough to be read as a list, and those of the core depend on each other in one direction, but for the pairs
/// named here.</summary>
public sealed partial class FolderRules
{
    private const int MostFiles = 25;

    // One file an exception, and one file a cmdlet: the name says it, however many there are.
    private static readonly string[] s_long = ["Allocation.Core/Errors", "Allocation.PowerShell/Commands"];

    // A pair may be taken out of this list, and none comes in. The storage seam names the records that it keeps; the others are left to be
    // parted.
    private static readonly string[] s_twoWay =
    [
        "Allocating <-> Services",
        "Inventories <-> Storage",
        "Ledger <-> Storage",
        "Pools <-> Storage",
        "ResourcePools <-> Storage",
        "ResourcePools <-> Tickets",
        "Services <-> Storage",
        "Storage <-> Tickets",
    ];

    public static TheoryData<string> Projects =>
        [.. Directory.GetDirectories(Path.Combine(Repository.Root, "src")).Select(path => Path.GetFileName(path)!)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void No_folder_is_longer_than_a_list_that_people_read(string project)
    {
        var sources = Path.Combine(Repository.Root, "src");
        var full = Repository.Sources(project)
            .GroupBy(path => Path.GetRelativePath(sources, Path.GetDirectoryName(path)!).Replace(Path.DirectorySeparatorChar, '/'))
            .Where(folder => folder.Count() > MostFiles && !s_long.Contains(folder.Key))
            .Select(folder => $"{folder.Key}: {folder.Count()}");
        Assert.Empty(full);
    }

    [Fact]
    public void The_folders_of_the_core_that_depend_on_each_other_are_these_and_become_fewer()
    {
        var uses = Uses();
        var pairs = uses.Keys.Where(use => string.CompareOrdinal(use.From, use.To) < 0 && uses.ContainsKey((use.To, use.From)))
            .ToDictionary(use => $"{use.From} <-> {use.To}", use => $"{uses[use].First()}; {uses[(use.To, use.From)].First()}");

        Assert.Equal([], pairs.Where(pair => !s_twoWay.Contains(pair.Key)).Select(pair => $"{pair.Key} is new: {pair.Value}"));
        Assert.Equal([], s_twoWay.Where(pair => !pairs.ContainsKey(pair)).Select(pair => $"{pair} is no more: take it out of the list"));
    }

    // Which top folder uses a type of which other one, each with the places. A type is used where its namespace is opened, or written
    // before it, and its name is in the code.
    private static Dictionary<(string From, string To), List<string>> Uses()
    {
        var files = Repository.Sources("Allocation.Core").Select(Source.Read).Where(file => file.Folder.Length > 0).ToList();
        var types = files.ToLookup(file => file.Folder, file => file.Types)
            .ToDictionary(group => group.Key, group => group.SelectMany(names => names).ToHashSet());
        var uses = new Dictionary<(string From, string To), List<string>>();
        foreach (var file in files)
        {
            foreach (var (folder, type) in file.Names(types).Where(name => name.Folder != file.Folder))
            {
                if (!uses.TryGetValue((file.Folder, folder), out var places)) uses[(file.Folder, folder)] = places = [];
                places.Add($"{file.Name} uses {type}");
            }
        }

        return uses;
    }

    [GeneratedRegex(@"^(?:(?:public|internal|private|static|sealed|abstract|partial|readonly|ref|file)\s+)*" +
        @"(?:class|record struct|record|struct|interface|enum|delegate\s+[\w<>?]+)\s+(\w+)", RegexOptions.Multiline)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"^using (?:static )?Allocation\.Core\.(\w+)", RegexOptions.Multiline)]
    private static partial Regex Opened();

    [GeneratedRegex(@"^\s*//.*$|^using .*$|^namespace .*$", RegexOptions.Multiline)]
    private static partial Regex NoCode();

    [GeneratedRegex("\"(?:[^\"\\\\\\n]|\\\\.)*\"")]
    private static partial Regex Text();

    [GeneratedRegex(@"(?<![.\w])[A-Z]\w*")]
    private static partial Regex Word();

    [GeneratedRegex(@"(?<![.\w])(?:(?:Allocation\.)?Core\.)?([A-Z]\w*)\.(?:[A-Z]\w*\.)?([A-Z]\w*)")]
    private static partial Regex Qualified();

    private sealed record Source(string Name, string Folder, IReadOnlyList<string> Types, IReadOnlySet<string> OpenFolders, string Code)
    {
        public static Source Read(string path)
        {
            var text = File.ReadAllText(path);
            var folder = Path.GetRelativePath(Path.Combine(Repository.Root, "src", "Allocation.Core"), Path.GetDirectoryName(path)!)
                .Split(Path.DirectorySeparatorChar)[0];
            return new(
                Path.GetFileName(path),
                folder == "." ? "" : folder,
                [.. Declaration().Matches(text).Select(match => match.Groups[1].Value)],
                Opened().Matches(text).Select(match => match.Groups[1].Value).ToHashSet(),
                Text().Replace(NoCode().Replace(text, ""), ""));
        }

        public IEnumerable<(string Folder, string Type)> Names(Dictionary<string, HashSet<string>> types)
        {
            var words = Word().Matches(Code).Select(match => match.Value).ToHashSet();
            var opened = OpenFolders.Where(types.ContainsKey)
                .SelectMany(folder => types[folder].Where(words.Contains).Select(type => (folder, type)));
            var written = Qualified().Matches(Code).Select(match => (Folder: match.Groups[1].Value, Type: match.Groups[2].Value))
                .Where(name => types.TryGetValue(name.Folder, out var known) && known.Contains(name.Type));
            return opened.Concat(written);
        }
    }
}
