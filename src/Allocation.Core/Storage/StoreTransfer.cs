using System.Globalization;
using System.Text.Json;
using Allocation.Core.Errors;
using Allocation.Core.Json;
using Allocation.Core.Storage.Addresses;
using Allocation.Core.Storage.Documents;
using Allocation.Core.Storage.Events;

namespace Allocation.Core.Storage;

/// <summary>Moves everything a store holds, history included: into another store, out into a document, in from one.</summary>
internal static class StoreTransfer
{
    /// <summary>Copies a store into another one, which must be empty or not there yet, in one transaction there.</summary>
    /// <param name="stores">Opens both.</param>
    /// <param name="from">The source, which must be there; its records are not changed.</param>
    /// <param name="to">The destination; made when it is not there.</param>
    /// <param name="progress">Told how far it is; may start again when the destination was contended.</param>
    /// <param name="cancellation">Stops; the destination stays empty.</param>
    /// <param name="recorded">The destination with somebody who records what is done to it; null for without.</param>
    /// <exception cref="StoreNotEmptyException">The destination is not empty.</exception>
    /// <exception cref="StoreUnavailableException">The source is not there, the destination does not keep what was copied,
    /// or one cannot be used.</exception>
    public static StoreCopy Copy(IStoreProvider stores, StoreUri from, StoreUri to, IProgress<TransferProgress>? progress = null,
        CancellationToken cancellation = default, Func<IAllocationStore, IAllocationStore>? recorded = null)
    {
        long rows;
        using (var source = stores.OpenExisting(from, cancellation))
        using (var destination = stores.Open(to, cancellation))
        {
            rows = Copy(source, recorded?.Invoke(destination) ?? destination, progress, cancellation);
        }

        Confirm(stores, to, rows, cancellation);
        return new StoreCopy { From = from.ToString(), To = to.ToString(), Rows = rows };
    }

    /// <summary>Whether a store could be copied into another one, and how many rows it has; for a preview.</summary>
    /// <exception cref="StoreNotEmptyException">The destination is not empty.</exception>
    /// <exception cref="StoreUnavailableException">The source is not there, or one cannot be
    /// used.</exception>
    public static StoreCopy Check(IStoreProvider stores, StoreUri from, StoreUri to, CancellationToken cancellation = default)
    {
        using var source = stores.OpenExisting(from, cancellation);
        using var destination = stores.OpenIfExists(to, cancellation);
        destination?.Read(
            session =>
            {
                RefuseUnlessEmpty(destination, session);
                return true;
            },
            cancellation);
        return new StoreCopy { From = from.ToString(), To = to.ToString(), Rows = source.Read(StoreDocument.Count, cancellation) };
    }

    /// <summary>Opens a store anew and counts its rows: the source of a copy may be deleted next, so what was copied must be there for
    /// everybody.</summary>
    /// <param name="stores">Opens it.</param>
    /// <param name="store">The destination of a copy or an import.</param>
    /// <param name="rows">How many rows went into it. Others may have added some since.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="StoreUnavailableException">There are fewer.</exception>
    public static void Confirm(IStoreProvider stores, StoreUri store, long rows, CancellationToken cancellation = default)
    {
        using var opened = stores.OpenExisting(store, cancellation);
        var found = opened.Read(StoreDocument.Count, cancellation);
        if (found < rows)
            throw new StoreUnavailableException(store.ToString(),
                $"{rows} rows were written, but only {found} were found when it was opened again; keep the source");
    }

    /// <summary>Copies one state of a store into another, which must be empty, in one transaction there.</summary>
    /// <param name="from">The source; not changed.</param>
    /// <param name="to">The destination.</param>
    /// <param name="progress">Told how far it is; may start again when the destination was contended.</param>
    /// <param name="cancellation">Stops; the destination stays empty.</param>
    /// <returns>How many rows of the document's sections were copied.</returns>
    /// <exception cref="StoreNotEmptyException">The destination is not empty.</exception>
    public static long Copy(IAllocationStore from, IAllocationStore to, IProgress<TransferProgress>? progress = null,
        CancellationToken cancellation = default) => from.Read(
        source => to.Run(
            target =>
            {
                RefuseUnlessEmpty(to, target);
                var counter = new RowCounter(progress, () => StoreDocument.Count(source), cancellation);
                foreach (var section in StoreDocument.Sections) section.Copy(source, Recorded.Silent(target), counter.Next);
                return Told(target, from.Uri.ToString(), counter.Rows);
            },
            cancellation),
        cancellation);

    /// <summary>Copies what decides what can be done now into an empty store, without what is over.</summary>
    public static void CopyPresent(IAllocationStore from, IAllocationStore to, CancellationToken cancellation = default) => from.Read(
        source => to.Run(
            target =>
            {
                foreach (var section in StoreDocument.Sections)
                {
                    cancellation.ThrowIfCancellationRequested();
                    section.CopyPresent(source, target);
                }

                return true;
            },
            cancellation),
        cancellation);

    /// <summary>Writes one state of a store as a document.</summary>
    /// <returns>How many rows it has.</returns>
    public static long Export(IAllocationStore store, Stream stream, IProgress<TransferProgress>? progress = null,
        CancellationToken cancellation = default) => store.Read(
        session =>
        {
            var counter = new RowCounter(progress, () => StoreDocument.Count(session), cancellation);
            StoreDocument.Write(session, stream, null, new KeptFields(), counter.Next);
            return counter.Rows;
        },
        cancellation);

    /// <summary>Reads a document into a store, which must be empty, in one transaction.</summary>
    /// <param name="store">The destination.</param>
    /// <param name="json">The document, UTF-8.</param>
    /// <param name="source">What it is called in errors.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellation">Stops; the store stays empty.</param>
    /// <exception cref="StoreCorruptException">The document has a mistake; line and column are reported.</exception>
    /// <exception cref="StoreTooNewException">A newer version of Allocation wrote it.</exception>
    /// <exception cref="StoreNotEmptyException">The store is not empty.</exception>
    public static long Import(IAllocationStore store, ReadOnlyMemory<byte> json, string source,
        IProgress<TransferProgress>? progress = null, CancellationToken cancellation = default)
    {
        try
        {
            using var document = JsonDocument.Parse(json, JsonDepth.ReadStored);
            return store.Run(
                session =>
                {
                    RefuseUnlessEmpty(store, session);
                    var counter = new RowCounter(progress, () => StoreDocument.Count(document.RootElement), cancellation);
                    StoreDocument.Read(document.RootElement, source, Recorded.Silent(session), new KeptFields(), counter.Next);
                    return Told(session, source, counter.Rows);
                },
                cancellation);
        }
        catch (Exception e) when (e is JsonException or DocumentException)
        {
            throw DocumentPosition.Corrupt(source, json.Span, e);
        }
    }

    private static long Told(IStoreSession session, string source, long rows)
    {
        Recorded.Say(session, EventKind.Imported, EventSubject.Store, source,
            new EventChange("Rows", null, rows.ToString(CultureInfo.InvariantCulture)));
        return rows;
    }

    private static void RefuseUnlessEmpty(IAllocationStore store, IStoreSession session)
    {
        if (!StoreDocument.IsEmpty(session))
            throw new StoreNotEmptyException(store.Uri.ToString());
    }

    private sealed class RowCounter
    {
        private readonly IProgress<TransferProgress>? _progress;
        private readonly CancellationToken _cancellation;
        private readonly long _total;

        // Counting costs, so it is done only where it is shown.
        public RowCounter(IProgress<TransferProgress>? progress, Func<long> total, CancellationToken cancellation)
        {
            (_progress, _cancellation) = (progress, cancellation);
            if (progress is null) return;
            _total = total();
            progress.Report(new(0, _total));
        }

        public long Rows { get; private set; }

        public void Next()
        {
            if (++Rows % 1000 != 0) return;
            _cancellation.ThrowIfCancellationRequested();
            _progress?.Report(new(Rows, _total));
        }
    }
}
