using Allocation.Core.Errors;
using Allocation.Core.Files;

namespace Allocation.Core.ResourcePools.PoolsYaml;

/// <summary>
/// Imports a <c>pools.yaml</c> at the first look, and again whenever its content has changed. A file that cannot be taken over
/// changes nothing, and is reported once.
/// </summary>
/// <param name="pools">Where its pools go.</param>
/// <param name="path">The file.</param>
/// <param name="reader">Reads it.</param>
/// <param name="warn">Called with what is in the file without meaning, why it cannot be taken over, and which pools it no longer
/// has.</param>
/// <param name="tell">Called once for each edited file that was taken over, with what changed; of the first one only if anything
/// did.</param>
internal sealed class PoolsYamlWatch(ResourcePoolCatalog pools, string path, IPoolsYamlReader reader,
    Action<string> warn, Action<string> tell)
{
    private readonly string _path = Path.GetFullPath(path);
    private Content? _seen;
    private Content? _taken;

    /// <summary>How often to look.</summary>
    public static TimeSpan Interval { get; } = TimeSpan.FromSeconds(1);

    /// <summary>Looks. New content counts at the second look that finds it, because an editor may be in the middle of writing it; at the
    /// very first look at once.</summary>
    /// <exception cref="StoreUnavailableException">The store is away; the next look tries again.</exception>
    public void Look(CancellationToken cancellation)
    {
        var content = Read();
        var isSettled = _seen is null || content == _seen;
        _seen = content;
        if (!isSettled || content == _taken) return;
        Import(content, cancellation);
        _taken = content;
    }

    private void Import(Content content, CancellationToken cancellation)
    {
        try
        {
            var file = PoolsYamlFile.Of(_path, content.Text ?? throw new InvalidPoolFileException(_path, content.Problem!), reader);
            var imported = pools.Import(file, cancellation);
            foreach (var warning in file.Warnings) warn($"{_path}, {warning}");
            var gone = imported.Pools.Where(p => p.Removed).ToList();
            foreach (var pool in gone) warn($"{_path} no longer has pool '{pool.Name}': it is emptied, then removed.");
            if (imported.Changes.Count > 0) tell($"{_path} was imported: {string.Join("; ", imported.Changes)}.");
            else if (_taken is not null && gone.Count == 0) tell($"{_path} was imported: no pool changed.");
        }
        catch (InvalidPoolFileException mistake)
        {
            warn($"{mistake.Message} The pools are left unchanged.");
        }
    }

    private Content Read()
    {
        try
        {
            return new(InputFile.ReadText(_path), null);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new(null, error.Message);
        }
    }

    // What cannot be read is content as well, so that it is reported once and not at each look.
    private sealed record Content(string? Text, string? Problem);
}
