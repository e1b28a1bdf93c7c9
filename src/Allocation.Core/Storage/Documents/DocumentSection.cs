using System.Text.Json;

namespace Allocation.Core.Storage.Documents;

/// <summary>One kind of row in a document: how it is read from a store, written, read back and added to a store.</summary>
internal abstract class DocumentSection
{
    /// <summary>The name of its list in the document.</summary>
    public abstract string Name { get; }

    /// <summary>Writes the list.</summary>
    /// <param name="session">The store to read.</param>
    /// <param name="writer">The document.</param>
    /// <param name="kept">Fields of rows that a former version of the document had and we do not know.</param>
    /// <param name="progress">Told each row.</param>
    /// <param name="written">Has the rows of the former document, and gets those of this one; null to write all anew.</param>
    public abstract void Write(IStoreSession session, Utf8JsonWriter writer, KeptFields kept, Action progress, WrittenRows? written);

    /// <summary>Adds the rows of the list to a store.</summary>
    /// <param name="list">The list; null when the document has none.</param>
    /// <param name="session">The store.</param>
    /// <param name="kept">Takes the fields that we do not know.</param>
    /// <param name="progress">Told each row.</param>
    /// <param name="known">Rows that the list has besides; null for none.</param>
    /// <exception cref="DocumentException">A row has a mistake, or contradicts another one.</exception>
    public abstract void Read(JsonElement? list, IStoreSession session, KeptFields kept, Action progress, KnownRows? known);

    /// <summary>Whether this is a row of such a list.</summary>
    public abstract bool IsRow(object row);

    /// <summary>Adds the rows of one store to another.</summary>
    public abstract void Copy(IStoreSession from, IStoreSession to, Action progress);

    /// <summary>Adds those rows of one store to another that decide what can be done now, without what is over.</summary>
    public abstract void CopyPresent(IStoreSession from, IStoreSession to);

    /// <summary>Whether the store has no such row.</summary>
    public abstract bool IsEmpty(IStoreSession session);

    /// <summary>How many such rows the store has.</summary>
    public abstract long Count(IStoreSession session);
}
