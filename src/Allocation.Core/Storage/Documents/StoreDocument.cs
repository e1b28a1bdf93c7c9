using System.Text.Encodings.Web;
using System.Text.Json;

namespace Allocation.Core.Storage.Documents;

/// <summary>
/// The whole state of a store as one JSON document: what <c>store export</c> writes, <c>store import</c> reads, and a JSON
/// store keeps. Indented, and in an order that only the content decides, so that two equal stores give equal documents.
/// The format is described in docs/store-document.md.
/// </summary>
internal static class StoreDocument
{
    /// <summary>What the document says it is.</summary>
    public const string Format = "allocation-store";

    private const string Head = "";

    private static readonly string[] s_head = ["format", "schema", "revision", "latest"];

    // The document is its own file and never part of a web page, so names need not be escaped beyond JSON's own rules.
    private static readonly JsonWriterOptions s_readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What a document has, in its order. A new kind of row is a section more.</summary>
    public static IReadOnlyList<DocumentSection> Sections { get; } =
    [
        new PoolSection(), new AllocationSection(), new ServiceSection(), new RequestSection(),
            new DefinitionSection(), new HistorySection(),
        new InventorySection(), new IntentSection(),
        new ResourcePoolSection(), new ResourceSection(), new TicketSection(), new QueueSection(), new ManagerSection(),
        new EventSection(),
    ];

    /// <summary>Writes the state that a session sees.</summary>
    /// <param name="session">The store.</param>
    /// <param name="stream">Where to; left open.</param>
    /// <param name="revision">How often the document was written; null leaves it out, as exports do.</param>
    /// <param name="kept">Fields of a former version of the document that we do not know.</param>
    /// <param name="progress">Told each row.</param>
    /// <param name="steps">Which schema it gets; the newest of this version when null.</param>
    /// <param name="latest">The latest time that the store has seen; null leaves it out, as exports do.</param>
    /// <param name="written">Has the rows of the former document, and gets those of this one; null to write all anew.</param>
    public static void Write(IStoreSession session, Stream stream, long? revision, KeptFields kept, Action progress,
        DocumentSteps? steps = null, DateTimeOffset? latest = null, WrittenRows? written = null)
    {
        using var writer = new Utf8JsonWriter(stream, s_readable);
        writer.WriteStartObject();
        writer.WriteString("format", Format);
        writer.WriteNumber("schema", (steps ?? DocumentSteps.Current).Latest);
        if (revision is { } number) writer.WriteNumber("revision", number);
        writer.Time("latest", latest);
        foreach (var section in Sections)
        {
            section.Write(session, writer, kept, progress, written);
            writer.Flush();
        }

        kept.Write(Head, Head, writer);
        writer.WriteEndObject();
        writer.Flush();
        stream.WriteByte((byte)'\n');
    }

    /// <summary>Adds all rows of a document to a store; one of an older schema is brought to the newest first.</summary>
    /// <param name="root">The document.</param>
    /// <param name="source">What it is called in errors.</param>
    /// <param name="session">The store.</param>
    /// <param name="kept">Takes the fields that we do not know.</param>
    /// <param name="progress">Told each row.</param>
    /// <param name="steps">From schema to schema; those of this version when null.</param>
    /// <param name="known">Rows that the document has besides those of <paramref name="root"/>; null for none.</param>
    /// <exception cref="DocumentException">It has a mistake.</exception>
    /// <exception cref="Errors.StoreTooNewException">A newer version of Allocation wrote it.</exception>
    public static DocumentHead Read(JsonElement root, string source, IStoreSession session, KeptFields kept, Action progress,
        DocumentSteps? steps = null, KnownRows? known = null)
    {
        steps ??= DocumentSteps.Current;
        var head = ReadHead(root, source, steps.Latest);
        var document = steps.BringUp(root, head.Schema);
        foreach (var section in Sections)
            section.Read(document.TryGetProperty(section.Name, out var list) ? list : null, session, kept, progress, known);
        RefuseDoubles(session);
        foreach (var unknown in document.EnumerateObject().Where(f => !s_head.Contains(f.Name) && Sections.All(s => s.Name != f.Name)))
            kept.Keep(Head, Head, unknown);
        return head;
    }

    private static DocumentHead ReadHead(JsonElement root, string source, int latest)
    {
        if (root.ValueKind != JsonValueKind.Object) throw new DocumentException("the document", "must be an object");
        var fields = new DocumentRow(root, "the document", new DocumentColumns());
        if (fields.OptionalText("format") is not Format) throw fields.Mistake("format", $"must be \"{Format}\"");
        var schema = fields.Number("schema");
        if (schema > latest) throw new Errors.StoreTooNewException(source, (int)Math.Min(schema, int.MaxValue), latest);
        if (schema < 1) throw fields.Mistake("schema", "must be 1 or more");
        return new((int)schema, fields.OptionalNumber("revision") ?? 0, fields.OptionalTime("latest"));
    }

    // A document that was edited or merged by hand may give a number twice; better to refuse it than to do so.
    private static void RefuseDoubles(IStoreSession session)
    {
        foreach (var pool in session.Pools.All())
        {
            foreach (var free in session.FreeRanges.All(pool.Name))
            {
                if (session.Allocations.ActiveIn(pool.Name, free.Range).FirstOrDefault() is { } held)
                    throw new DocumentException("pools",
                        $"say that {held.ResourceId} of '{pool.Name}' is free, and the allocations that '{held.LeaseName}' holds it");
            }
        }
    }

    /// <summary>Whether a store has no row at all.</summary>
    public static bool IsEmpty(IStoreSession session) => Sections.All(s => s.IsEmpty(session));

    /// <summary>How many rows a store has.</summary>
    internal static long Count(IStoreSession session) => Sections.Sum(s => s.Count(session));

    /// <summary>How many rows a document lists; whatever is not a list has none.</summary>
    internal static long Count(JsonElement root) => root.ValueKind != JsonValueKind.Object
        ? 0
        : Sections.Sum(s => root.TryGetProperty(s.Name, out var list) && list.ValueKind == JsonValueKind.Array
            ? (long)list.GetArrayLength()
            : 0);
}
