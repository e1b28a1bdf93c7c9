using System.Text;
using Allocation.Core.Errors;
using Allocation.Core.Files;

namespace Allocation.Core.Inventories.PoolFiles;

/// <summary>
/// A VLAN pool file that other programs read and write beside us. Reading, choosing and writing happen inside one holding
/// of the lock <c>FILE.lock</c>, so that no race is ever lost; the file is replaced whole. In the format by value it knows
/// which numbers are taken, not by whom, unless it records owners; in the format by inventory id the key of an entry is
/// the reservation id that the ledger has, so that a claim is found again by it.
/// </summary>
internal sealed class VlanPoolFile : IGroupInventory
{
    private const UnixFileMode NewFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly TimeSpan? _patience;
    private readonly InventoryKind? _declared;
    private bool _isSwept;

    /// <summary>Means the file at a path, which is neither opened nor looked for yet.</summary>
    /// <param name="path">The file; taken from <paramref name="folder"/> when it is not rooted.</param>
    /// <param name="folder">The current folder of whoever named it.</param>
    /// <param name="patience">How long to wait for another holder of the lock; null for <see cref="PoolFileWait.Current"/>.</param>
    /// <param name="kind">By value, by inventory id, or tagged, which is by value with owners recorded; null for what the file is
    /// now.</param>
    /// <param name="pool">What the ledger calls it; null for its path.</param>
    public VlanPoolFile(string path, string folder, TimeSpan? patience = null, InventoryKind? kind = null, string? pool = null)
    {
        Path = RealPath.Of(System.IO.Path.GetFullPath(path, folder));
        Pool = pool ?? PoolReference.OfFile(Path).Text;
        _patience = patience;
        _declared = kind;
    }

    /// <summary>Its full path without links, so that all who reach it take one lock, however they name it.</summary>
    public string Path { get; }

    /// <inheritdoc/>
    public string Pool { get; }

    /// <summary>As it was declared, else what the file is now.</summary>
    /// <exception cref="InvalidPoolFileException">It is missing, unreadable or damaged.</exception>
    /// <exception cref="PoolFileBusyException">Another program holds its lock.</exception>
    public InventoryKind Kind => _declared ?? KindOf(Read(CancellationToken.None));

    /// <inheritdoc/>
    public bool CanFind => Kind is not InventoryKind.ByValue;

    /// <inheritdoc/>
    public bool CanList => true;

    /// <inheritdoc/>
    public bool NamesBeforeTaking => true;

    /// <summary>What it says now.</summary>
    /// <exception cref="InvalidPoolFileException">It is missing, unreadable or damaged.</exception>
    /// <exception cref="PoolFileBusyException">Another program holds its lock.</exception>
    public VlanPoolContent Read(CancellationToken cancellation)
    {
        using var held = Lock(cancellation);
        return Load();
    }

    /// <inheritdoc/>
    public bool StartsPrograms => false;

    /// <inheritdoc/>
    public IInventory Announcing(Action<Processes.StartedProgram> started) => this;

    /// <summary>A call ends with our process.</summary>
    public TimeSpan? TakesEffectWithin => null;

    /// <summary>It frees what is named.</summary>
    public bool FreesAlso(InventoryTag freed, InventoryTag other) => false;

    /// <inheritdoc/>
    public long? Plan(long? exactly, Func<long, bool> isTaken) => exactly ?? LookFree().Where(number => !isTaken(number))
        .Select(number => (long?)number).FirstOrDefault();

    /// <inheritdoc/>
    public IEnumerable<long> LookFree()
    {
        try
        {
            // Without the lock: what is planned is looked at again before it is taken.
            return Load().Free();
        }
        catch (InvalidPoolFileException)
        {
            // Another program may be writing in place this moment; inside the lock the file is whole or truly damaged.
            return [];
        }
    }

    /// <inheritdoc/>
    public InventoryEntry Allocate(InventoryClaim claim, CancellationToken cancellation) => AllocateAll([claim], cancellation)[0];

    /// <inheritdoc/>
    public IReadOnlyList<InventoryEntry> AllocateAll(IReadOnlyList<InventoryClaim> claims, CancellationToken cancellation)
    {
        using var held = Lock(cancellation);
        RequireKeepsOwner();
        var content = Load();
        var kind = Expect(content);
        var changed = false;
        var entries = new List<InventoryEntry>(claims.Count);
        foreach (var claim in claims)
        {
            if (Known(content, kind, claim.Tag) is { } known && claim.Confirm(known.Number))
            {
                entries.Add(known);
                continue;
            }

            var number = Choose(content, claim);
            if (kind == InventoryKind.ById) content.Take(number, claim.Tag.Key!);
            else content.Take(number, kind == InventoryKind.Tagged ? new PoolFileOwner(claim.Tag, claim.OwnerName) : null);
            entries.Add(new InventoryEntry(number, kind == InventoryKind.ById ? claim.Tag.Key : null, claim.Tag));
            changed = true;
        }

        if (changed) Save(content, "allocate");
        return entries;
    }

    /// <inheritdoc/>
    public bool Free(InventoryEntry holding, Func<bool> isStillOurs, CancellationToken cancellation)
    {
        using var held = Lock(cancellation);
        RequireKeepsOwner();
        var content = Load();
        var number = Expect(content) == InventoryKind.ById ? content.Keyed(holding.Id ?? holding.Tag?.Key) : holding.Number;
        if (number is not { } known || !content.IsUsed(known)) return false;
        if (content.OwnerOf(known) is { } owner && holding.Tag is { } ours && !owner.Means(ours)) return false;
        if (!isStillOurs()) return false;
        content.Return(known);
        Save(content, "free");
        return true;
    }

    /// <inheritdoc/>
    public InventoryEntry? Find(InventoryTag tag, CancellationToken cancellation)
    {
        var content = Read(cancellation);
        return Known(content, Expect(content), tag);
    }

    /// <inheritdoc/>
    public IReadOnlyList<InventoryEntry> List(CancellationToken cancellation) => [.. Read(cancellation).Entries];

    private static InventoryKind KindOf(VlanPoolContent content) =>
        content.IsKeyed ? InventoryKind.ById : content.KeepsOwners ? InventoryKind.Tagged : InventoryKind.ByValue;

    private static InventoryEntry? Known(VlanPoolContent content, InventoryKind kind, InventoryTag tag) => kind switch
    {
        InventoryKind.ById => content.Keyed(tag.Key) is { } number ? new InventoryEntry(number, tag.Key, tag) : null,
        InventoryKind.Tagged => content.Owned(tag) is { } number ? new InventoryEntry(number, null, tag) : null,
        InventoryKind.ByValue or InventoryKind.Transactional => null,
    };

    // A number in the format that the other program does not read would be invisible to it.
    private InventoryKind Expect(VlanPoolContent content)
    {
        var kind = _declared ?? KindOf(content);
        if (kind != InventoryKind.ById && content.IsKeyed)
            throw new InvalidPoolFileException(Path, "it has 'allocations', so it is by inventory id");
        if (kind == InventoryKind.ById && !content.IsKeyed && content.Used.Count > 0)
            throw new InvalidPoolFileException(Path, "it has 'used', so it is by value");
        return kind;
    }

    private long Choose(VlanPoolContent content, InventoryClaim claim)
    {
        if (claim.Exactly is { } wanted)
        {
            if (!content.Range.Contains(wanted)) throw new ValueOutOfRangeException(Pool, wanted, $"it must be in {content.Range}");
            if (content.IsUsed(wanted) || !claim.Confirm(wanted)) throw new ValueTakenException(Pool, wanted, "it is used");
            return wanted;
        }

        if (claim.Planned is { } planned && content.Range.Contains(planned) && !content.IsUsed(planned) && claim.Confirm(planned))
            return planned;
        foreach (var number in content.Free())
        {
            if (claim.Confirm(number)) return number;
        }

        throw new PoolExhaustedException(Pool, $"of {content.Range}, {content.Used.Count} are used");
    }

    private FileLock Lock(CancellationToken cancellation)
    {
        var lockFile = Path + ".lock";

        // While another process replaces the file, it can be missing on Windows; under the lock it is there. A name that was mistyped has
        // no lock.
        if (PathProbe.Of(Path) != PathKind.Missing || !File.Exists(lockFile)) RequireFile();
        FileLock? held = null;
        try
        {
            held = FileLock.Take(lockFile, _patience ?? PoolFileWait.Current, cancellation);
            AtomicFile.PutBack(Path);
            held.ShareAs(Path);
            return held;
        }
        catch (WaitTimeoutException e)
        {
            throw new PoolFileBusyException(Path, e.Waited, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var reason = held is null ? "be locked" : "be put back";
            held?.Dispose();
            throw new InvalidPoolFileException(Path, $"it cannot {reason}: {e.Message}", e);
        }
    }

    // Opening a pipe would wait for its other end, and renaming over a device would remove it.
    private void RequireFile()
    {
        var kind = PathProbe.Of(Path);
        if (kind == PathKind.Missing) throw new InvalidPoolFileException(Path, "there is no such file");
        if (kind == PathKind.Closed) throw new InvalidPoolFileException(Path, $"it is {PathProbe.Describe(kind)}");
        if (kind != PathKind.File) throw new InvalidPoolFileException(Path, $"it is {PathProbe.Describe(kind)}; it must be a file");
    }

    private void RequireKeepsOwner()
    {
        try
        {
            AtomicFile.RequireKeepsOwner(Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidPoolFileException(Path, $"it cannot be written: {e.Message}", e);
        }
    }

    private VlanPoolContent Load()
    {
        RequireFile();
        try
        {
            return VlanPoolContent.Parse(Path, new UTF8Encoding(false, throwOnInvalidBytes: true)
                .GetString(WithoutMark(InputFile.ReadBytes(Path))));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidPoolFileException(Path, $"it cannot be read: {e.Message}", e);
        }
        catch (DecoderFallbackException e)
        {
            throw new InvalidPoolFileException(Path, "it must be UTF-8 text", e);
        }
    }

    private void Save(VlanPoolContent content, string operation)
    {
        try
        {
            AtomicFile.Replace(Path, Encoding.UTF8.GetBytes(content.NextVersion()), NewFileMode, removeLeft: !_isSwept);
            _isSwept = true;
        }
        catch (NotDurableException e)
        {
            throw new InventoryFailedException(Pool, operation, e.Message, e) { OutcomeUnknown = true };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidPoolFileException(Path, $"it cannot be written: {e.Message}", e);
        }
        catch (InvalidOperationException e)
        {
            throw new InvalidPoolFileException(Path, "it has text that is not valid Unicode, which could not be kept", e);
        }
    }

    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
}
