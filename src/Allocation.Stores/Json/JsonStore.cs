using Allocation.Core.Errors;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Addresses;
using Allocation.Core.Storage.Documents;
using Allocation.Stores.Memory;

namespace Allocation.Stores.Json;

// What this store cannot do, and why:
// - Many rows. Every change writes the whole document, so its cost grows with the document; docs/stores.md has the
//   numbers and the advice when to move on.
// - Two writers at once. They take turns at a lock file, whatever pools they use. Readers never wait: they read the
//   document that is there, which is always a whole one.
// - Folders on the network whose locks are not shared between hosts. Several hosts need PostgreSQL.

/// <summary>A store in a JSON document: the memory store plus loading and saving.</summary>
internal sealed class JsonStore : IAllocationStore
{
    private readonly WriterGate _gate;
    private readonly JsonFile _file;
    private readonly StoreClock _clock;

    private JsonStore(StoreUri uri, DocumentSteps steps, TimeProvider machine)
    {
        _clock = new StoreClock(machine);
        Uri = uri;
        Schema = steps.Latest;
        _file = new JsonFile(uri, steps, _clock);
        _gate = new WriterGate(uri);
    }

    /// <inheritdoc/>
    public StoreUri Uri { get; }

    /// <inheritdoc/>
    public int Schema { get; }

    /// <inheritdoc/>
    public TimeProvider Clock => _clock;

    /// <summary>
    /// Opens the document, makes it when it is not there, and brings an older schema up to date, after a backup beside it. A
    /// document that is refused is left unchanged.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The folder is missing, or the file cannot be made or read.</exception>
    /// <exception cref="StoreCorruptException">It is not such a document, or has a mistake; line and column are reported.</exception>
    /// <exception cref="StoreTooNewException">A newer version of Allocation wrote it.</exception>
    public static JsonStore Open(StoreUri uri, CancellationToken cancellation = default) => Open(uri, DocumentSteps.Current, cancellation);

    /// <summary>As <see cref="Open(StoreUri, CancellationToken)"/>, with these steps of the schema, on a machine with this clock.</summary>
    internal static JsonStore Open(StoreUri uri, DocumentSteps steps, CancellationToken cancellation = default,
        TimeProvider? machine = null)
    {
        uri = uri.WithoutLinks();
        var store = new JsonStore(uri, steps, machine ?? TimeProvider.System);
        store._file.Ensure(cancellation);
        if (store._file.Load(cancellation).Schema < steps.Latest) store.BringUp(cancellation);
        return store;
    }

    /// <summary>Whether there is such a document, also in the moment in which another process replaces it.</summary>
    /// <exception cref="StoreConflictException">It is missing, and no one got a turn to look whether it comes back.</exception>
    /// <exception cref="StoreUnavailableException">It is missing, and cannot be locked.</exception>
    public static bool Exists(StoreUri uri, CancellationToken cancellation)
    {
        uri = uri.WithoutLinks();
        return new JsonFile(uri, DocumentSteps.Current, new StoreClock(TimeProvider.System)).Exists(cancellation);
    }

    /// <inheritdoc/>
    public T Run<T>(Func<IStoreSession, T> work, CancellationToken cancellation = default)
    {
        var wait = _file.BeginWait();
        using var turn = _gate.Enter(wait, cancellation);
        using var held = _file.Lock(wait, cancellation);
        var before = _file.LoadLocked();
        _file.RequireKeepsOwner();
        var session = new MemorySession(before.State, writable: true);
        try
        {
            var result = work(session);
            cancellation.ThrowIfCancellationRequested();
            if (!ReferenceEquals(session.State, before.State)) _file.Save(session, before);
            return result;
        }
        finally
        {
            session.End();
        }
    }

    /// <inheritdoc/>
    public T Read<T>(Func<IStoreSession, T> query, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        return MemorySession.Read(_file.Load(cancellation).State, query);
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    private void BringUp(CancellationToken cancellation)
    {
        using var held = _file.Lock(_file.BeginWait(), cancellation);
        var before = _file.LoadLocked();
        // Another process may have been faster.
        if (before.Schema < Schema) _file.Save(new MemorySession(before.State, writable: false), before);
    }
}
