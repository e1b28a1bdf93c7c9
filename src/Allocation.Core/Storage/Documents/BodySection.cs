using System.Text.Json;

namespace Allocation.Core.Storage.Documents;

/// <summary>Rows that stand in the document as one object each, as <see cref="RowJson"/> writes them.</summary>
/// <typeparam name="T">The row.</typeparam>
public abstract class BodySection<T> : RowSection<T>
{
    private const string Body = "row";

    /// <inheritdoc/>
    protected override void Write(Utf8JsonWriter writer, T row) => writer.Object(Body, RowJson.Write(row));

    /// <inheritdoc/>
    protected override T Read(DocumentRow fields)
    {
        var json = fields.OptionalObject(Body) ?? throw fields.Mistake(Body, "is missing");
        try
        {
            return RowJson.Read<T>(json);
        }
        catch (JsonException e)
        {
            throw fields.Mistake(Body, $"is no such row: {e.Message}");
        }
    }
}
