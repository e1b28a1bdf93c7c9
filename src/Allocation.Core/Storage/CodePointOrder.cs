namespace Allocation.Core.Storage;

/// <summary>
/// Orders text by Unicode code point, which is the order of its UTF-8 bytes. SQLite (BINARY) and PostgreSQL (COLLATE "C")
/// sort so; ordinal comparison in .NET differs above U+FFFF.
/// </summary>
internal sealed class CodePointOrder : IComparer<string>
{
    private CodePointOrder()
    {
    }

    /// <summary>The one instance.</summary>
    public static CodePointOrder Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(string? x, string? y)
    {
        if (x is null || y is null) return x is null ? (y is null ? 0 : -1) : 1;
        if (ReferenceEquals(x, y)) return 0;
        var same = x.AsSpan().CommonPrefixLength(y);
        if (same == x.Length || same == y.Length) return x.Length.CompareTo(y.Length);
        var surrogates = char.IsSurrogate(x[same]).CompareTo(char.IsSurrogate(y[same]));
        return surrogates != 0 ? surrogates : x[same].CompareTo(y[same]);
    }
}
