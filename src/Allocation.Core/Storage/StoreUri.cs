using System.Text.RegularExpressions;
using Allocation.Core.Errors;

namespace Allocation.Core.Storage;

/// <summary>Where a store is: <c>sqlite:PATH</c>, <c>json:PATH</c>, <c>postgres://user@host:port/db</c> or <c>postgres:</c> and an Npgsql connection string.</summary>
public sealed partial record StoreUri
{
    private StoreUri(StoreKind kind, string location)
    {
        Kind = kind;
        Location = location;
    }

    /// <summary>What it is kept in.</summary>
    public StoreKind Kind { get; }

    /// <summary>The full path of the file; or what PostgreSQL needs, which can hold a password and is never shown: see <see cref="ToString"/>.</summary>
    public string Location { get; }

    /// <summary>The store that is used when nobody names one: SQLite in the user's data folder.</summary>
    public static StoreUri Default { get; } = new(StoreKind.Sqlite, Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
        "Allocation",
        "allocation.db"));

    /// <summary>Reads the text form. A path that is not rooted is taken from <paramref name="folder"/>.</summary>
    /// <exception cref="StoreUnavailableException">The text has no known prefix, or nothing behind it.</exception>
    public static StoreUri Parse(string text, string folder)
    {
        var colon = text.IndexOf(':');
        var scheme = colon < 0 ? "" : text[..colon].ToLowerInvariant();
        var rest = text[(colon + 1)..];
        return scheme switch
        {
            "sqlite" when rest.Length > 0 => new(StoreKind.Sqlite, Path.GetFullPath(rest, folder)),
            "json" when rest.Length > 0 => new(StoreKind.Json, Path.GetFullPath(rest, folder)),
            "postgres" or "postgresql" => new(StoreKind.Postgres, rest.StartsWith("//", StringComparison.Ordinal) ? "postgres:" + rest : rest),
            _ => throw new StoreUnavailableException($"'{WithoutPassword(text)}'", "a store is written sqlite:PATH, json:PATH, postgres://user@host:port/db or postgres: and a connection string"),
        };
    }

    /// <summary>The text form without any password.</summary>
    public override string ToString() => Kind switch
    {
        StoreKind.Sqlite => "sqlite:" + Location,
        StoreKind.Json => "json:" + Location,
        _ when Location.StartsWith("postgres://", StringComparison.Ordinal) => WithoutPassword(Location),
        _ => "postgres:" + WithoutPassword(Location),
    };

    // Both forms of a password: between user and host of an address, and as a keyword in its query or in a connection
    // string. Where it is not clear where a password ends, too much is hidden rather than too little.
    private static string WithoutPassword(string text) => text.Contains("//", StringComparison.Ordinal)
        ? QueryKeyword().Replace(UserInfo().Replace(text, "$1@"), "$1=***")
        : Keyword().Replace(text, "$1=***");

    // Up to the last @, unless what follows the colon is a port.
    [GeneratedRegex(@"(?<=//)([^:/?#@]*):(?!\d*(?:/[^@?#]*)?(?:[?#]|$)).*@", RegexOptions.Singleline)]
    private static partial Regex UserInfo();

    [GeneratedRegex("""\b((?:ssl\s*)?(?:password|pwd|psw))\s*=[^&]*""", RegexOptions.IgnoreCase)]
    private static partial Regex QueryKeyword();

    [GeneratedRegex("""\b((?:ssl\s*)?(?:password|pwd|psw))\s*=\s*(?:'(?:[^']|'')*'(?=\s*(?:;|$))|"(?:[^"]|"")*"(?=\s*(?:;|$))|['"].*|[^;]*)""", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Keyword();
}
