using System.Text.Json;
using Allocation.Core.Storage.Notes;

namespace Allocation.Core.Storage.Documents;

/// <summary>Notes as fields of a row of the document.</summary>
internal static class DocumentNotes
{
    public static void Notes(this Utf8JsonWriter writer, NoteSet notes)
    {
        writer.Text("description", notes.Description);
        writer.Text("owner", notes.Owner);
        if (notes.Tags.Count == 0) return;
        writer.WriteStartArray("tags");
        foreach (var tag in notes.Tags) writer.WriteStringValue(tag);
        writer.WriteEndArray();
    }

    /// <exception cref="DocumentException">They are not as they can be noted.</exception>
    public static NoteSet Notes(this DocumentRow fields)
    {
        var (description, owner, tags) = (fields.OptionalText("description"), fields.OptionalText("owner"), fields.Texts("tags"));
        if (description is null && owner is null && tags.Count == 0) return NoteSet.None;
        return NoteChange.Read(description, owner, tags, Refusal(fields)).ApplyTo(NoteSet.None);
    }

    private static Func<string, Exception> Refusal(DocumentRow fields) =>
        mistake => new DocumentException(fields.Path, $"has notes that cannot be: {mistake}");
}
