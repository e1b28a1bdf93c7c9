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
        var length = Math.Min(x.Length, y.Length);
        for (var i = 0; i < length; i++)
        {
            if (x[i] == y[i]) continue;
            var surrogates = char.IsSurrogate(x[i]).CompareTo(char.IsSurrogate(y[i]));
            return surrogates != 0 ? surrogates : x[i].CompareTo(y[i]);
        }

        return x.Length.CompareTo(y.Length);
    }
}
