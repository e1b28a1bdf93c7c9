using System.Text.Json;

namespace Allocation.Core.Storage.Documents;

/// <summary>
/// Where the rows of a document were written, so that the next document copies those that stayed the same. A row is the same when it is
/// the same object, which never changes; what was kept of fields that we do not know must be the same too.
/// </summary>
/// <param name="former">The rows of the former document; null when nothing is known of it.</param>
internal sealed class WrittenRows(WrittenRows? former)
{
    private readonly Dictionary<object, (int Start, int Length)> _places =
        new(former?._places.Count ?? 0, ReferenceEqualityComparer.Instance);
    private WrittenRows? _former = former;
    private byte[] _document = [];

    /// <summary>The document is complete; it must have been written to this array, from its begin.</summary>
    public void Complete(byte[] document) => (_document, _former) = (document, null);

    /// <summary>Copies a row from the former document. False when it was not in it.</summary>
    public bool TryCopy(object row, Utf8JsonWriter writer)
    {
        if (_former is null || !_former._places.TryGetValue(row, out var place)) return false;

        // With the blanks before it, because the writer adds none.
        writer.WriteRawValue(_former._document.AsSpan(place.Start, place.Length), skipInputValidation: true);
        _places[row] = ((int)PlaceOf(writer) - place.Length, place.Length);
        return true;
    }

    /// <summary>Remembers a row that was written.</summary>
    /// <param name="row">The row.</param>
    /// <param name="start">Where it begins with the blanks before it; the comma is not part of it.</param>
    /// <param name="writer">What has just written it.</param>
    public void Add(object row, long start, Utf8JsonWriter writer) => _places[row] = ((int)start, (int)(PlaceOf(writer) - start));

    /// <summary>Where the next byte goes.</summary>
    public static long PlaceOf(Utf8JsonWriter writer) => writer.BytesCommitted + writer.BytesPending;
}
