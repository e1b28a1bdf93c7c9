using System.Text.Json;
using Allocation.Core.Errors;

namespace Allocation.Core.Storage.Documents;

/// <summary>What all sections do alike.</summary>
/// <typeparam name="T">What is in a row of the document.</typeparam>
internal abstract class RowSection<T> : DocumentSection
    where T : class
{
    // The writer holds what it has not sent; a ledger can be longer than memory.
    private const int FlushAt = 1 << 16;

    /// <inheritdoc/>
    public override void Write(IStoreSession session, Utf8JsonWriter writer, KeptFields kept, Action progress, WrittenRows? written)
    {
        writer.WriteStartArray(Name);
        var comma = 0;
        foreach (var row in All(session))
        {
            if (written?.TryCopy(row, writer) != true)
            {
                var start = WrittenRows.PlaceOf(writer) + comma;
                writer.WriteStartObject();
                Write(writer, row);
                var hasKept = kept.Write(Name, Key(row), writer);
                writer.WriteEndObject();
                if (!hasKept) written?.Add(row, start, writer);
            }

            comma = 1;
            if (writer.BytesPending > FlushAt) writer.Flush();
            progress();
        }

        writer.WriteEndArray();
    }

    /// <inheritdoc/>
    public override void Read(JsonElement? list, IStoreSession session, KeptFields kept, Action progress, KnownRows? known)
    {
        using var others = DocumentRow.Items(list, Name).GetEnumerator();
        foreach (var row in known?.Of(Name) ?? [])
        {
            if (row is T same) Add(session, same, fields: null);
            else if (others.MoveNext()) Add(session, others.Current, kept);
            progress();
        }

        while (others.MoveNext())
        {
            Add(session, others.Current, kept);
            progress();
        }
    }

    /// <inheritdoc/>
    public override bool IsRow(object row) => row is T;

    private void Add(IStoreSession session, DocumentRow fields, KeptFields kept)
    {
        var row = Read(fields);
        Add(session, row, fields);
        kept.Keep(Name, Key(row), fields);
    }

    private void Add(IStoreSession session, T row, DocumentRow? fields)
    {
        try
        {
            if (!Add(session, row)) throw new DocumentException(fields?.Path ?? Name, "must not be in the document twice");
        }
        catch (StoreConflictException e)
        {
            throw new DocumentException(fields?.Path ?? Name, $"contradicts another row: {e.Reason}");
        }
    }

    /// <inheritdoc/>
    public override void Copy(IStoreSession from, IStoreSession to, Action progress) => Copy(All(from), to, progress);

    /// <inheritdoc/>
    public override void CopyPresent(IStoreSession from, IStoreSession to) => Copy(Present(from), to, () => { });

    private void Copy(IEnumerable<T> rows, IStoreSession to, Action progress)
    {
        foreach (var row in rows)
        {
            if (!Add(to, row)) throw new StoreConflictException(Name, $"'{Key(row)}' was added during the copy");
            progress();
        }
    }

    /// <inheritdoc/>
    public override bool IsEmpty(IStoreSession session) => !All(session).Any();

    /// <inheritdoc/>
    public override long Count(IStoreSession session) => All(session).LongCount();

    /// <summary>All rows in an order that only their content decides.</summary>
    protected abstract IEnumerable<T> All(IStoreSession session);

    /// <summary>Those rows that decide what can be done now.</summary>
    protected virtual IEnumerable<T> Present(IStoreSession session) => All(session);

    /// <summary>What tells a row from all others of the section.</summary>
    protected abstract string Key(T row);

    /// <summary>Writes the fields of a row.</summary>
    protected abstract void Write(Utf8JsonWriter writer, T row);

    /// <summary>Reads the fields of a row.</summary>
    /// <exception cref="DocumentException">A field is missing or has no such value.</exception>
    protected abstract T Read(DocumentRow fields);

    /// <summary>Adds a row. False when it is there.</summary>
    /// <exception cref="StoreConflictException">It contradicts another row.</exception>
    protected abstract bool Add(IStoreSession session, T row);
}
