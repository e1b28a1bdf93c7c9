using System.Globalization;
using System.Text.RegularExpressions;
using Allocation.Core.Errors;
using Allocation.Core.Files;

namespace Allocation.Core.Storage.Addresses;

/// <summary>Where a store is: <c>sqlite:PATH</c>, <c>json:PATH</c>, <c>postgres://user@host:port/db</c> or <c>postgres:</c> and an Npgsql
/// connection string.</summary>
public sealed partial record StoreUri
{
    private const int MostSeconds = 86_400;

    // What the names of the files of a store have behind its path.
    private static readonly string[] s_ends = ["", "-wal", "-shm", "-journal", ".lock", ".turn.lock"];

    private StoreUri(StoreKind kind, string location)
    {
        Kind = kind;
        Location = location;
    }

    /// <summary>What it is kept in.</summary>
    public StoreKind Kind { get; }

    /// <summary>The full path of the file; or what PostgreSQL needs, which can hold a password and is never shown: see
    /// <see cref="ToString"/>.</summary>
    public string Location { get; }

    /// <summary>How long a writer waits for others while no writer gets a turn: <c>?busy_timeout=SECONDS</c> behind the path of a file,
    /// else
    /// 30 seconds.</summary>
    public TimeSpan BusyTimeout { get; private init; } = RetryingStore.DefaultPatience;

    /// <summary>The store that is used when none is named: SQLite in the user's data folder.</summary>
    public static StoreUri Default { get; } = new(StoreKind.Sqlite, Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
        "Allocation",
        "allocation.db"));

    /// <summary>Reads the text form. A path that is not rooted is taken from <paramref name="folder"/>.</summary>
    /// <exception cref="InvalidStoreException">The text has no known prefix, or nothing behind it. The message does not repeat it: it
    /// can hold a password.</exception>
    public static StoreUri Parse(string text, string folder) => Parse(text, path => Path.GetFullPath(path, folder));

    /// <summary>Reads the text form.</summary>
    /// <param name="text">The text.</param>
    /// <param name="resolve">Gives the full path for a path as it was written.</param>
    /// <exception cref="InvalidStoreException">The text has no known prefix, or nothing behind it. The message does not repeat it: it
    /// can hold a password.</exception>
    public static StoreUri Parse(string text, Func<string, string> resolve)
    {
        var colon = text.IndexOf(':');
        var scheme = colon < 0 ? "" : text[..colon].ToLowerInvariant();
        var rest = text[(colon + 1)..];
        return scheme switch
        {
            "sqlite" when rest.Length > 0 => OfFile(StoreKind.Sqlite, CheckPath(rest), resolve),
            "json" when rest.Length > 0 => OfFile(StoreKind.Json, CheckPath(rest), resolve),
            "postgres" or "postgresql" =>
                new(StoreKind.Postgres, rest.StartsWith("//", StringComparison.Ordinal) ? "postgres:" + rest : rest),
            _ =>
                throw Refuse("it must be written sqlite:PATH, json:PATH, postgres://user@host:port/db or postgres: and a " +
                "connection string"),
        };
    }

    /// <summary>The text of a store without any password, as good as before for whoever has one; null when it names no store.</summary>
    public static string? WithoutPassword(string text)
    {
        if (text.StartsWith("sqlite:", StringComparison.OrdinalIgnoreCase) || text.StartsWith("json:", StringComparison.OrdinalIgnoreCase))
            return LooksLikeServer(text[(text.IndexOf(':') + 1)..]) ? null : text;
        var isServer = text.StartsWith("postgres:", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("postgresql:", StringComparison.OrdinalIgnoreCase);
        return isServer ? PasswordlessAddress.Of(Parse(text, path => path).Location) : null;
    }

    /// <summary>
    /// What distinguishes it from every other store, and stays when its password changes: what is shown of it, or all where what is shown
    /// could be of two stores. Never shown: it can hold a password.
    /// </summary>
    internal string Identity => ToString() is var shown && shown.Contains(ShownAddress.Hidden, StringComparison.Ordinal) ? Location : shown;

    /// <summary>
    /// The same store under the one name of its file, whatever symbolic links lead to it: its locks, backups and logs are beside that file.
    /// </summary>
    internal StoreUri WithoutLinks() => Kind switch
    {
        StoreKind.Sqlite or StoreKind.Json => new(Kind, RealPath.Of(Location)) { BusyTimeout = BusyTimeout },
        StoreKind.Postgres => this,
    };

    /// <summary>Refuses to write something else over a file of the store: an export into it would end the store.</summary>
    /// <exception cref="IOException">The path is a file of the store.</exception>
    internal void Spare(string path)
    {
        if (Kind == StoreKind.Postgres) return;
        var (store, real) = (RealPath.Of(Location), RealPath.Of(Path.GetFullPath(path)));
        if (s_ends.Any(end => real == store + end))
            throw new IOException($"'{path}' is a file of the store {ToString()}, which would be lost; name another file.");
    }

    /// <summary>The text form, of which only what is certainly no secret is shown.</summary>
    public override string ToString() => Kind switch
    {
        StoreKind.Sqlite => "sqlite:" + Location,
        StoreKind.Json => "json:" + Location,
        StoreKind.Postgres => ShownAddress.Of(Location),
    };

    // Paths are shown, so a server's address must not become one.
    private static string CheckPath(string path) =>
        LooksLikeServer(path)
            ? throw Refuse("a path must not hold a user, a password and a host; only postgres://user@host:port/db names a server")
            : path;

    // Only at the very end and only this word, because a path may hold any character.
    private static StoreUri OfFile(StoreKind kind, string text, Func<string, string> resolve)
    {
        var option = BusyOption().Match(text);
        if (!option.Success) return new(kind, resolve(text));
        if (!int.TryParse(option.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || seconds > MostSeconds)
            throw new InvalidStoreException(text[..option.Index],
                $"busy_timeout must be a whole number of seconds, 0 to {MostSeconds}");
        return new(kind, resolve(text[..option.Index])) { BusyTimeout = TimeSpan.FromSeconds(seconds) };
    }

    private static bool LooksLikeServer(string path) =>
        ServerAddress().IsMatch(OperatingSystem.IsWindows() && path.Length > 2 && path[1] == ':' ? path[2..] : path);

    [GeneratedRegex(@"(?<=.)\?busy_timeout=([^/\\]*)$", RegexOptions.Singleline)]
    private static partial Regex BusyOption();

    private static InvalidStoreException Refuse(string reason) =>
        new(ShownAddress.Hidden, $"{reason} (what was written is not repeated, because it can hold a password)");

    // A colon with an @ behind it, or two slashes and an @.
    [GeneratedRegex("^.*:.*@|^//.*@", RegexOptions.Singleline)]
    private static partial Regex ServerAddress();
}
