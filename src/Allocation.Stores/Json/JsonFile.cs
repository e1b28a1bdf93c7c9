using System.Text.Json;
using Allocation.Core.Errors;
using Allocation.Core.Files;
using Allocation.Core.Json;
using Allocation.Core.Storage.Addresses;
using Allocation.Core.Storage.Documents;
using Allocation.Stores.Memory;

namespace Allocation.Stores.Json;

/// <summary>The file of a JSON store: its lock, reading it, replacing it.</summary>
internal sealed class JsonFile(StoreUri store, DocumentSteps steps, StoreClock clock)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private volatile JsonSnapshot? _last;
    private readonly WriterQueue _queue = new(store.Location, store.BusyTimeout);
    private bool _isSwept;

    private string Path => store.Location;

    /// <summary>A wait for the lock that begins now.</summary>
    public LockPatience BeginWait() => _queue.Begin();

    /// <summary>Takes the lock that every writer takes.</summary>
    /// <exception cref="StoreConflictException">No waiter got a turn for as long as the store waits.</exception>
    /// <exception cref="StoreUnavailableException">The lock file cannot be made.</exception>
    public FileLock Lock(LockPatience wait, CancellationToken cancellation)
    {
        try
        {
            return _queue.Enter(wait, cancellation);
        }
        catch (WaitTimeoutException e)
        {
            throw new StoreConflictException(store.ToString(), e.Message, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException(store.ToString(), $"it cannot be locked: {e.Message}", e);
        }
    }

    /// <summary>
    /// Makes an empty file when there is none. That is looked at under the lock: on Windows a file is missing for a moment while another
    /// process replaces it, and a new one would take its place.
    /// </summary>
    /// <exception cref="StoreConflictException">No waiter got a turn for as long as the store waits.</exception>
    /// <exception cref="StoreUnavailableException">It cannot be made or locked.</exception>
    public void Ensure(CancellationToken cancellation)
    {
        if (StoreFile.IsThere(store)) return;
        using var held = Lock(BeginWait(), cancellation);
        PutBack();
        StoreFile.Ensure(store);
    }

    /// <summary>The document as it is now; not read again while it is the one that was read last.</summary>
    /// <exception cref="StoreConflictException">The file is missing, and no one got a turn to look whether it comes back.</exception>
    /// <exception cref="StoreUnavailableException">The file is gone or cannot be read.</exception>
    /// <exception cref="StoreCorruptException">It is not such a document, or has a mistake.</exception>
    public JsonSnapshot Load(CancellationToken cancellation)
    {
        try
        {
            return Read();
        }
        catch (FileNotFoundException) when (File.Exists(_queue.LockFile))
        {
            // Another process may be replacing it this moment; where nothing was ever written there is no lock file.
            return LoadUnderLock(cancellation);
        }
        catch (FileNotFoundException e)
        {
            throw Removed(e);
        }
    }

    /// <summary>As <see cref="Load"/>, for who holds the lock.</summary>
    /// <exception cref="StoreUnavailableException">The file is gone or cannot be read.</exception>
    /// <exception cref="StoreCorruptException">It is not such a document, or has a mistake.</exception>
    public JsonSnapshot LoadLocked()
    {
        try
        {
            PutBack();
            return Read();
        }
        catch (FileNotFoundException e)
        {
            throw Removed(e);
        }
    }

    /// <summary>Whether there is a file; one that is missing only while it is replaced is there.</summary>
    /// <exception cref="StoreConflictException">The file is missing, and no one got a turn to look whether it comes back.</exception>
    /// <exception cref="StoreUnavailableException">The file is missing, and it cannot be locked or put back.</exception>
    public bool Exists(CancellationToken cancellation)
    {
        if (PathProbe.Of(Path) != PathKind.Missing) return true;
        if (!File.Exists(_queue.LockFile)) return false;
        using var held = LockMissing(cancellation);
        PutBack();
        return PathProbe.Of(Path) != PathKind.Missing;
    }

    /// <summary>Refuses to write a file of another user that would not stay theirs, before anything else is done.</summary>
    /// <exception cref="StoreUnavailableException">Only its owner and root may write it.</exception>
    public void RequireKeepsOwner()
    {
        try
        {
            AtomicFile.RequireKeepsOwner(Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException(store.ToString(), $"it cannot be written: {e.Message}", e);
        }
    }

    private JsonSnapshot LoadUnderLock(CancellationToken cancellation)
    {
        using var held = LockMissing(cancellation);
        return LoadLocked();
    }

    private FileLock LockMissing(CancellationToken cancellation)
    {
        try
        {
            return Lock(BeginWait(), cancellation);
        }
        catch (StoreUnavailableException e)
        {
            throw new StoreUnavailableException(store.ToString(), $"the file is missing, and {e.Reason}", e);
        }
    }

    private void PutBack()
    {
        try
        {
            AtomicFile.PutBack(Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException(store.ToString(), $"it cannot be put back: {e.Message}", e);
        }
    }

    private StoreUnavailableException Removed(FileNotFoundException e) =>
        new(store.ToString(), "the file was removed while it was open; connect again", e);

    private JsonSnapshot Read()
    {
        try
        {
            if (_last is { } last && last.Stamp == JsonStamp.Of(Path)) return last;
            var content = ReadWhole(out var stamp);
            _last = Parse(content, stamp, _last?.Written);
            if (_last.Latest is { } seen) clock.See(seen);
            return _last;
        }
        catch (Exception e) when (e is IOException and not FileNotFoundException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException(store.ToString(), $"it cannot be read: {e.Message}", e);
        }
    }

    /// <summary>
    /// Replaces the document with the state of a session. The lock must be held. A document of an older schema is copied
    /// beside the file before; that copy goes again when the document could not be replaced.
    /// </summary>
    /// <exception cref="StoreUnavailableException">
    /// It cannot be written, and the former document is still there; or, as the message says, it was written but may not be on
    /// the disk.
    /// </exception>
    public void Save(MemorySession session, JsonSnapshot before)
    {
        // Most changes make it a little longer; growing step by step would copy it again and again.
        using var content = new MemoryStream(capacity: (int)Math.Min(before.Stamp.Length + 4096, Array.MaxLength));
        DateTimeOffset? latest = clock.Latest > DateTimeOffset.UnixEpoch ? clock.Latest : null;
        var written = new WrittenRows(before.Written);
        StoreDocument.Write(session, content, before.Revision + 1, before.Kept, () => { }, steps, latest, written);
        var bytes = content.GetBuffer().AsSpan(0, (int)content.Length);
        var backup = before.Schema < steps.Latest ? StoreBackup.Make(store, before.Schema, Copy) : null;
        try
        {
            AtomicFile.Replace(Path, bytes, OwnerOnly, removeLeft: !_isSwept);
            _isSwept = true;
            written.Complete(content.GetBuffer());
            _last = new JsonSnapshot(session.State, before.Kept, steps.Latest, before.Revision + 1, latest,
                JsonStamp.Of(bytes, File.GetLastWriteTimeUtc(Path)), written);
        }
        catch (NotDurableException e)
        {
            // The next look reads the document that is there.
            throw new StoreUnavailableException(store.ToString(),
                $"the change was made, but it may not outlast a power cut ({e.InnerException!.Message})", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (backup is not null) File.Delete(backup);
            throw new StoreUnavailableException(store.ToString(), $"it cannot be written: {e.Message}", e);
        }
    }

    private void Copy(string draft)
    {
        var content = ReadWhole(out _);
        File.WriteAllBytes(draft, content);
        if (!InputFile.ReadBytes(draft).AsSpan().SequenceEqual(content))
            throw new IOException("what was read back differs from what was written");
    }

    // The stamp is taken before the content, so that a change in between is noticed by the next look.
    private byte[] ReadWhole(out JsonStamp stamp)
    {
        using var stream = InputFile.Open(Path);
        var written = File.GetLastWriteTimeUtc(stream.SafeFileHandle);
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        stamp = JsonStamp.Of(content, written);
        return content;
    }

    private JsonSnapshot Parse(byte[] content, JsonStamp stamp, WrittenRows? former)
    {
        if (content.Length == 0) return new(MemoryState.Empty, new KeptFields(), steps.Latest, 0, null, stamp);
        try
        {
            if (former is not null && KnownRows.TryFind(content, former, steps.Latest, out var known))
                return Parse(known.Rest, stamp, known);
        }
        catch (Exception e) when (e is JsonException or DocumentException)
        {
            // The place of the mistake is found in the document as a whole.
        }

        try
        {
            return Parse(content, stamp, known: null);
        }
        catch (Exception e) when (e is JsonException or DocumentException)
        {
            throw DocumentPosition.Corrupt(store.ToString(), content, e);
        }
    }

    private JsonSnapshot Parse(ReadOnlyMemory<byte> content, JsonStamp stamp, KnownRows? known)
    {
        var (load, kept) = (new MemoryLoad(), new KeptFields());
        var session = new MemorySession(new MemoryState(load), writable: true);
        using var document = JsonDocument.Parse(content, JsonDepth.ReadStored);
        var head = StoreDocument.Read(document.RootElement, store.ToString(), session, kept, () => { }, steps, known);
        load.End();
        return new(session.State, kept, head.Schema, head.Revision, head.Latest, stamp, known?.Written);
    }
}
