using Allocation.Core.Errors;
using Allocation.Core.Files;
using Allocation.Core.Pools;
using Allocation.Core.Storage;

namespace Allocation.Core.ResourcePools.PoolsYaml;

/// <summary>A <c>pools.yaml</c> as it was read: its pools, and what is wrong with it.</summary>
internal sealed class PoolsYamlFile
{
    private readonly List<(int Line, string Text)> _mistakes = [];
    private readonly List<string> _warnings = [];
    private readonly Dictionary<string, int> _lines = [];
    private readonly List<(string Name, ResourcePoolSettings Settings)> _pools = [];

    private PoolsYamlFile(string path) => Path = path;

    /// <summary>The full path of the file.</summary>
    public string Path { get; }

    /// <summary>The pools in the order of the file.</summary>
    public IReadOnlyList<(string Name, ResourcePoolSettings Settings)> Pools => _pools;

    /// <summary>What is in the file without meaning, with its line.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>Whether a file to import is a <c>pools.yaml</c>, as its name says; any other one is a VLAN pool file.</summary>
    public static bool IsMeantBy(string path) => System.IO.Path.GetExtension(path).ToLowerInvariant() is ".yaml" or ".yml";

    /// <summary>Reads a file. Mistakes are collected, not thrown, except that it is not YAML at all.</summary>
    /// <exception cref="InvalidPoolFileException">It cannot be read, or is not YAML.</exception>
    public static PoolsYamlFile Read(string path, IPoolsYamlReader reader)
    {
        try
        {
            return Of(path, InputFile.ReadText(path), reader);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InvalidPoolFileException(System.IO.Path.GetFullPath(path), error.Message, error);
        }
    }

    /// <summary>As <see cref="Read"/>, for a file whose text was read already.</summary>
    /// <exception cref="InvalidPoolFileException">It is not YAML.</exception>
    public static PoolsYamlFile Of(string path, string text, IPoolsYamlReader reader)
    {
        var file = new PoolsYamlFile(System.IO.Path.GetFullPath(path));
        var root = reader.Read(file.Path, text);
        if (root.IsNull || root.Entries is { Count: 0 })
            file.Mistake(root.Line,
                "The file has no pools; importing it would remove all pools that came from it. Remove pools by their names.");
        else if (root.Entries is null) file.Mistake(root.Line, "The file must map names of pools to their settings.");
        if (root.Entries?.FirstOrDefault(e => e.Key == "kind" && e.Value.Scalar == "ConfigMap") is { } kind)
            file.Mistake(kind.Line,
                "This is a ConfigMap of Kubernetes around a pools.yaml. resalloc reads the file that is mounted from it; import that " +
                "file, or copy what is below its 'data' to another file.");
        else foreach (var entry in root.Entries ?? []) file.Add(entry);
        return file;
    }

    /// <summary>Whether the file has a pool of that name.</summary>
    public bool Has(string name) => _pools.Exists(p => NameKey.Of(p.Name) == NameKey.Of(name));

    /// <summary>Those of the pools that there are that came from this file and are no longer in it.</summary>
    public IReadOnlyList<ResourcePool> Dropped(IEnumerable<ResourcePool> there) =>
        [.. there.Where(p => p.Source == Path && !p.Removed && !Has(p.Name))];

    /// <summary>Everything that is wrong, by line; nothing when the file can be taken over.</summary>
    /// <param name="there">The resource pools that there are.</param>
    /// <param name="isNumberPool">Whether a number pool has a name.</param>
    public IReadOnlyList<string> Mistakes(IEnumerable<ResourcePool> there, Func<string, bool> isNumberPool)
    {
        var all = new List<(int Line, string Text)>(_mistakes);
        all.AddRange(_pools.Where(p => isNumberPool(p.Name))
            .Select(p => (_lines[p.Name], $"'{p.Name}' is already the name of a number pool.")));
        var others = there.Where(p => !p.Removed && p.Source != Path && !Has(p.Name)).Select(p => (p.Name, p.Settings));
        foreach (var (tag, onDemand, normal) in ResourcePoolRules.MixedTags([.. _pools, .. others]))
        {
            var line = _lines.GetValueOrDefault(onDemand, _lines.GetValueOrDefault(normal));
            if (line > 0)
                all.Add((line,
                    $"The tag '{tag}' is on demand in pool '{onDemand}' and normal in pool '{normal}'; it must be one of them " +
                    "in all pools."));
        }

        return [.. all.Distinct().OrderBy(m => m.Line).Select(m => $"line {m.Line}: {m.Text}")];
    }

    internal int MistakeCount => _mistakes.Count;

    internal void Mistake(int line, string text) => _mistakes.Add((line, text));

    internal void Warn(int line, string text) => _warnings.Add($"line {line}: {text}");

    // Also the settings of a pool that cannot be taken over are read, so that all mistakes are reported at once.
    private void Add(PoolsYamlEntry entry)
    {
        var canBeAdded = CanBeAdded(entry);
        var (settings, lines, nonsense) = PoolsYamlSettings.Read(this, entry);
        foreach (var mistake in ResourcePoolRules.Mistakes(entry.Key, settings))
        {
            if (mistake.Key is { } key && nonsense.Contains(key)) continue;
            Mistake(mistake.Key is { } at && lines.TryGetValue(at, out var own) ? own : entry.Line, $"{entry.Key}: {mistake.Text}");
        }

        if (!canBeAdded) return;
        _lines[entry.Key] = entry.Line;
        _pools.Add((entry.Key, settings));
    }

    private bool CanBeAdded(PoolsYamlEntry entry)
    {
        try
        {
            PoolName.Check(entry.Key);
        }
        catch (InvalidPoolException error)
        {
            Mistake(entry.Line, entry.Key.Contains(':', StringComparison.Ordinal)
                ? $"{error.Message} resalloc accepts a colon; rename the pool."
                : error.Message);
            return false;
        }

        if (!entry.IsText && YamlText.Doubt(entry.Key) is { } doubt) Mistake(entry.Line, $"A pool has a name, and {doubt}");
        if (!Has(entry.Key)) return true;
        Mistake(entry.Line, _lines.ContainsKey(entry.Key)
            ? $"There are two pools named '{entry.Key}'. resalloc takes the last one; remove the others."
            : $"There are two pools named '{entry.Key}', in upper or lower case. To resalloc they are two pools; rename one.");
        return false;
    }
}
