namespace Allocation.Core.Storage.Documents;

/// <summary>Rows of a document are the same when all their bytes are.</summary>
internal sealed class RowBytes : IEqualityComparer<ReadOnlyMemory<byte>>
{
    // The id of a row is among its first bytes.
    private const int Telling = 80;

    private RowBytes()
    {
    }

    /// <summary>The one instance.</summary>
    public static RowBytes Instance { get; } = new();

    /// <inheritdoc/>
    public bool Equals(ReadOnlyMemory<byte> x, ReadOnlyMemory<byte> y) => x.Span.SequenceEqual(y.Span);

    /// <inheritdoc/>
    public int GetHashCode(ReadOnlyMemory<byte> obj)
    {
        var hash = default(HashCode);
        hash.Add(obj.Length);
        hash.AddBytes(obj.Span[..Math.Min(obj.Length, Telling)]);
        return hash.ToHashCode();
    }
}
