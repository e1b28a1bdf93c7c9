using Allocation.Core.Errors;
using Allocation.Core.Files;

namespace Allocation.Core.ResourcePools.PoolsYaml;

/// <summary>
/// Imports a <c>pools.yaml</c> at the first look, and again whenever its content has changed. A file that cannot be taken over
/// changes nothing, and is told once.
/// </summary>
/// <param name="pools">Where its pools go.</param>
/// <param name="path">The file.</param>
/// <param name="reader">Reads it.</param>
/// <param name="tell">Told what stands in the file without meaning, why it cannot be taken over, and which pools it no longer has.</param>
internal sealed class PoolsYamlWatch(ResourcePoolCatalog pools, string path, IPoolsYamlReader reader, Action<string> tell)
{
    private readonly string _path = Path.GetFullPath(path);
    private string? _seen;
    private string? _taken;

    /// <summary>How often to look.</summary>
    public static TimeSpan Interval { get; } = TimeSpan.FromSeconds(1);

    /// <summary>Looks. New content counts at the second look that finds it, because an editor may be in the middle of writing it; at the very first look at once.</summary>
    /// <exception cref="StoreUnavailableException">The store is away; the next look tries again.</exception>
    public void Look(CancellationToken cancellation)
    {
        var content = Content();
        var isSettled = _seen is null || content == _seen;
        _seen = content;
        if (!isSettled || content == _taken) return;
        Import(cancellation);
        _taken = content;
    }

    private void Import(CancellationToken cancellation)
    {
        try
        {
            var file = PoolsYamlFile.Read(_path, reader);
            var imported = pools.Import(file, cancellation);
            foreach (var warning in file.Warnings) tell($"{_path}, {warning}");
            foreach (var gone in imported.Where(p => p.Removed)) tell($"{_path} no longer has pool '{gone.Name}': it is emptied, then removed.");
        }
        catch (InvalidPoolFileException mistake)
        {
            tell($"{mistake.Message} The pools stay as they are.");
        }
    }

    // What cannot be read is content as well, so that it is told once and not at each look.
    private string Content()
    {
        try
        {
            return InputFile.ReadText(_path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "\0" + error.Message;
        }
    }
}
