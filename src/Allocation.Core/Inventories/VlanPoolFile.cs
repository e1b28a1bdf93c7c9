using System.Text;
using Allocation.Core.Errors;
using Allocation.Core.Storage;

namespace Allocation.Core.Inventories;

/// <summary>
/// A VLAN pool file that other programs read and write beside us. Reading, choosing and writing happen inside one holding
/// of the lock <c>FILE.lock</c>, so that no race is ever lost; the file is replaced whole. It is an inventory by value:
/// it knows which numbers are taken, not by whom.
/// </summary>
public sealed class VlanPoolFile : INumberInventory
{
    private const UnixFileMode NewFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly TimeSpan _patience;

    /// <summary>Means the file at a path, which is neither opened nor looked for yet.</summary>
    /// <param name="path">The file; taken from <paramref name="folder"/> when it is not rooted.</param>
    /// <param name="folder">The current folder of whoever named it.</param>
    /// <param name="patience">How long to wait for another holder of the lock; null for <see cref="FileLock.DefaultPatience"/>.</param>
    public VlanPoolFile(string path, string folder, TimeSpan? patience = null)
    {
        Path = System.IO.Path.GetFullPath(path, folder);
        _patience = patience ?? FileLock.DefaultPatience;
    }

    /// <summary>Its full path.</summary>
    public string Path { get; }

    /// <summary>What the ledger calls it.</summary>
    public string Pool => PoolPrefix + Path;

    /// <summary>How the ledger marks that a pool is a file.</summary>
    public const string PoolPrefix = "file:";

    /// <summary>What it says now.</summary>
    /// <exception cref="InvalidPoolFileException">It is missing, unreadable or damaged.</exception>
    public VlanPoolContent Read(CancellationToken cancellation)
    {
        using var held = Lock(cancellation);
        return Load();
    }

    /// <summary>Takes a number: exactly the one asked for, or the lowest that is free.</summary>
    /// <param name="exactly">The number asked for, or null.</param>
    /// <param name="heldByUs">Numbers that the ledger knows to be held, even where the file has forgotten them.</param>
    /// <param name="cancellation">Ends the wait for the lock.</param>
    /// <exception cref="PoolExhaustedException">Nothing is free.</exception>
    /// <exception cref="ValueTakenException">The number asked for is used.</exception>
    /// <exception cref="ValueOutOfRangeException">The number asked for is none of its range.</exception>
    /// <exception cref="InvalidPoolFileException">It is missing, unreadable, damaged or cannot be written; it stays as it was.</exception>
    public long Take(long? exactly, IReadOnlySet<long> heldByUs, CancellationToken cancellation)
    {
        using var held = Lock(cancellation);
        var content = Load();
        var number = exactly is { } wanted ? Exactly(content, wanted, heldByUs) : content.LowestFree(heldByUs);
        if (number is not { } found) throw new PoolExhaustedException(Pool, $"{content.Used.Count} of {content.Range} are used");
        content.Take(found);
        Save(content);
        return found;
    }

    /// <summary>Gives a number back. False when the file did not know it as used, which counts as given back.</summary>
    /// <exception cref="InvalidPoolFileException">It is missing, unreadable, damaged or cannot be written; it stays as it was.</exception>
    public bool Release(long number, CancellationToken cancellation)
    {
        using var held = Lock(cancellation);
        var content = Load();
        if (!content.Free(number)) return false;
        Save(content);
        return true;
    }

    private long Exactly(VlanPoolContent content, long wanted, IReadOnlySet<long> heldByUs)
    {
        if (!content.Range.Contains(wanted)) throw new ValueOutOfRangeException(Pool, wanted, $"it gives {content.Range}");
        if (content.IsUsed(wanted) || heldByUs.Contains(wanted)) throw new ValueTakenException(Pool, wanted, "it is used");
        return wanted;
    }

    private FileLock Lock(CancellationToken cancellation)
    {
        if (!File.Exists(Path)) throw new InvalidPoolFileException(Path, "there is no such file");
        try
        {
            return FileLock.Take(Path + ".lock", _patience, cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or WaitTimeoutException)
        {
            throw new InvalidPoolFileException(Path, $"its lock cannot be taken: {e.Message}", e);
        }
    }

    private VlanPoolContent Load()
    {
        try
        {
            return VlanPoolContent.Parse(Path, new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(WithoutMark(File.ReadAllBytes(Path))));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidPoolFileException(Path, $"it cannot be read: {e.Message}", e);
        }
        catch (DecoderFallbackException e)
        {
            throw new InvalidPoolFileException(Path, "it is not UTF-8", e);
        }
    }

    private void Save(VlanPoolContent content)
    {
        try
        {
            AtomicFile.Replace(Path, Encoding.UTF8.GetBytes(content.NextVersion()), NewFileMode);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidPoolFileException(Path, $"it cannot be written: {e.Message}", e);
        }
        catch (InvalidOperationException e)
        {
            throw new InvalidPoolFileException(Path, "it holds text that is no Unicode and could not be kept", e);
        }
    }

    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
}
