using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using Allocation.Core.Json;

namespace Allocation.Core.Storage.Documents;

/// <summary>
/// The rows of a document that have the same bytes as rows of the document that this process knows. They are neither parsed nor checked
/// again; all that they may contradict is. The first row of a list is never one of them, so that the others go with the comma before them.
/// </summary>
internal sealed class KnownRows
{
    // As the writer indents the rows of a list. Texts have no line breaks, so the first such end is the end of the row.
    private static readonly byte[] s_begin = Encoding.ASCII.GetBytes($",{Environment.NewLine}    {{{Environment.NewLine}");
    private static readonly byte[] s_end = Encoding.ASCII.GetBytes($"{Environment.NewLine}    }}");

    private readonly byte[] _document;
    private readonly Dictionary<string, List<object?>> _lists = new(StringComparer.Ordinal);
    private readonly MemoryStream _rest = new();
    private int _copied;

    private KnownRows(byte[] document, WrittenRows former) => (_document, Written) = (document, new(former, document));

    /// <summary>The document without these rows.</summary>
    public ReadOnlyMemory<byte> Rest => _rest.GetBuffer().AsMemory(0, (int)_rest.Length);

    /// <summary>Where they are in the document.</summary>
    public WrittenRows Written { get; }

    /// <summary>Finds the known rows of a document. False when it must be read as a whole: it has none, or another schema.</summary>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static bool TryFind(byte[] document, WrittenRows former, int schema, [MaybeNullWhen(false)] out KnownRows known)
    {
        known = new KnownRows(document, former);
        if (known.Find(former.ByBytes(), schema)) return true;
        known = null;
        return false;
    }

    /// <summary>The rows of a list in order, with null for those that are in <see cref="Rest"/>, as those behind the end are.</summary>
    public IReadOnlyList<object?> Of(string section) => _lists.TryGetValue(section, out var rows) ? rows : [];

    private bool Find(Dictionary<ReadOnlyMemory<byte>, object> known, int schema)
    {
        var reader = new Utf8JsonReader(_document, new JsonReaderOptions { MaxDepth = JsonDepth.Stored });
        var from = 0;
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (section, isSchema) = (SectionOf(reader), reader.ValueTextEquals("schema"));
            reader.Read();
            if (isSchema && !IsNumber(reader, schema)) return false;
            if (section is null || reader.TokenType != JsonTokenType.StartArray)
            {
                reader.Skip();
                continue;
            }

            // Of a list that stands twice, the last one counts.
            var rows = _lists[section.Name] = [];
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                reader.Skip();
                rows.Add(null);
                var place = from + (int)reader.BytesConsumed;
                var end = Take(section, known, rows, place);
                if (end == place) continue;

                // The reader is behind a row, and behind another one it is in the same state.
                reader = new Utf8JsonReader(_document.AsSpan(end), isFinalBlock: true, reader.CurrentState);
                from = end;
            }
        }

        _rest.Write(_document.AsSpan(_copied));
        return _copied > 0;
    }

    /// <summary>Takes the known rows that follow, each with its comma.</summary>
    /// <returns>Where the last one ends.</returns>
    private int Take(DocumentSection section, Dictionary<ReadOnlyMemory<byte>, object> known, List<object?> rows, int place)
    {
        var end = place;
        while (_document.AsSpan(end).StartsWith(s_begin))
        {
            var length = _document.AsSpan(end).IndexOf(s_end);
            if (length < 0) break;
            var (start, next) = (end + 1, end + length + s_end.Length);
            if (!known.TryGetValue(_document.AsMemory(start, next - start), out var row) || !section.IsRow(row)) break;
            Written.Add(row, start, next - start);
            rows.Add(row);
            end = next;
        }

        if (end == place) return place;
        _rest.Write(_document.AsSpan(_copied, place - _copied));
        return _copied = end;
    }

    private static bool IsNumber(in Utf8JsonReader reader, int number) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var found) && found == number;

    private static DocumentSection? SectionOf(in Utf8JsonReader reader)
    {
        foreach (var section in StoreDocument.Sections)
            if (reader.ValueTextEquals(section.Name)) return section;
        return null;
    }
}
