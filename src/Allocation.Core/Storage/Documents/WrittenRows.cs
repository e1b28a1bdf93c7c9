using System.Text.Json;

namespace Allocation.Core.Storage.Documents;

/// <summary>
/// Where those rows of a document are that stand there as we write them. The next document copies those that stayed the same. A row is
/// the same when it is the same object, which never changes. Rows with fields that we do not know are not among them.
/// </summary>
internal sealed class WrittenRows
{
    private readonly Dictionary<object, (int Start, int Length)> _places;
    private WrittenRows? _former;
    private byte[] _document = [];

    /// <summary>Those of a document that is going to be written.</summary>
    /// <param name="former">The rows of the former document; null when nothing is known of it.</param>
    public WrittenRows(WrittenRows? former)
    {
        _places = new(former?._places.Count ?? 0, ReferenceEqualityComparer.Instance);
        _former = former;
    }

    /// <summary>Those of a document that another process wrote.</summary>
    /// <param name="former">The rows of the former document.</param>
    /// <param name="document">The document.</param>
    public WrittenRows(WrittenRows former, byte[] document)
    {
        _places = new(former._places.Count, ReferenceEqualityComparer.Instance);
        _document = document;
    }

    /// <summary>The document is complete; it must have been written to this array, from its begin.</summary>
    public void Complete(byte[] document) => (_document, _former) = (document, null);

    /// <summary>The rows by their bytes in the document, with the blanks before them.</summary>
    public Dictionary<ReadOnlyMemory<byte>, object> ByBytes()
    {
        var rows = new Dictionary<ReadOnlyMemory<byte>, object>(_places.Count, new RowBytes());
        foreach (var (row, place) in _places) rows[_document.AsMemory(place.Start, place.Length)] = row;
        return rows;
    }

    /// <summary>Copies a row from the former document. False when it was not in it.</summary>
    public bool TryCopy(object row, Utf8JsonWriter writer)
    {
        if (_former is null || !_former._places.TryGetValue(row, out var place)) return false;

        // With the blanks before it, because the writer adds none.
        writer.WriteRawValue(_former._document.AsSpan(place.Start, place.Length), skipInputValidation: true);
        Add(row, (int)PlaceOf(writer) - place.Length, place.Length);
        return true;
    }

    /// <summary>Remembers a row that was written.</summary>
    /// <param name="row">The row.</param>
    /// <param name="start">Where it begins with the blanks before it; the comma is not part of it.</param>
    /// <param name="writer">What has just written it.</param>
    public void Add(object row, long start, Utf8JsonWriter writer) => Add(row, (int)start, (int)(PlaceOf(writer) - start));

    /// <summary>Remembers a row that stands there.</summary>
    public void Add(object row, int start, int length) => _places[row] = (start, length);

    /// <summary>Where the next byte goes.</summary>
    public static long PlaceOf(Utf8JsonWriter writer) => writer.BytesCommitted + writer.BytesPending;

    /// <summary>Rows of a document are the same when all their bytes are.</summary>
    private sealed class RowBytes : IEqualityComparer<ReadOnlyMemory<byte>>
    {
        // The id of a row is among its first bytes, often a time among its last.
        private const int Telling = 80;

        public bool Equals(ReadOnlyMemory<byte> x, ReadOnlyMemory<byte> y) => x.Span.SequenceEqual(y.Span);

        public int GetHashCode(ReadOnlyMemory<byte> obj)
        {
            var hash = default(HashCode);
            hash.Add(obj.Length);
            hash.AddBytes(obj.Span[..Math.Min(obj.Length, Telling)]);
            hash.AddBytes(obj.Span[^Math.Min(obj.Length, Telling)..]);
            return hash.ToHashCode();
        }
    }
}
