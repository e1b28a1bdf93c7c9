using System.Text.Json;
using System.Text.Json.Serialization;
using Allocation.Core.Errors;
using Allocation.Core.Files;
using Allocation.Core.Pools;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Addresses;

namespace Allocation.Core.Access;

/// <summary>The tokens of a server, in a file that only its owner can read. They are no part of the store: a copy or an export of it gives
/// nobody rights, and two servers of one store may let in different callers.</summary>
/// <param name="path">The full path of the file; it is made with the first token.</param>
internal sealed class TokenFile(string path)
{
    private const int LongestName = 100;
    private const int LongestPool = 250;
    private const UnixFileMode OwnerMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OthersMay = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead
        | UnixFileMode.OtherWrite;

    private static readonly TokenFileJson s_json = new(new JsonSerializerOptions { WriteIndented = true });

    /// <summary>The file that is used when none is named: in the user's data folder.</summary>
    public static string DefaultPath { get; } =
        System.IO.Path.Combine(System.IO.Path.GetDirectoryName(StoreUri.Default.Location)!, "tokens.json");

    /// <summary>Where it is.</summary>
    public string Path => path;

    /// <summary>All tokens, by name; none when there is no file.</summary>
    /// <exception cref="InvalidTokenException">It is damaged, or others may read or change it.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public IReadOnlyList<AccessToken> Read()
    {
        if (PathProbe.Of(path) == PathKind.Missing) return [];
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & OthersMay) != 0)
            throw new InvalidTokenException(path, $"'{path}' must be readable and writable by its owner only (chmod 600).");
        try
        {
            var tokens = JsonSerializer.Deserialize(InputFile.ReadText(path), s_json.AccessTokenArray);
            return tokens?.All(IsWhole) == true ? tokens : throw new JsonException("a token is not whole");
        }
        catch (JsonException e)
        {
            throw new InvalidTokenException(path, $"'{path}' must be a list of tokens as the commands write it: {e.Message}", e);
        }
    }

    /// <summary>Adds a token.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="role">What its caller may do.</param>
    /// <param name="expiresAt">From when on it lets nobody in; null for never.</param>
    /// <param name="now">The time.</param>
    /// <param name="pools">The pools that its caller may see and use, with wildcards; null for all.</param>
    /// <param name="cancellation">Ends the wait for another writer.</param>
    /// <returns>The token and its secret, which is kept nowhere.</returns>
    /// <exception cref="TokenExistsException">The name is taken.</exception>
    /// <exception cref="InvalidTokenException">The name or a pool is not acceptable, or the end is not in the future.</exception>
    public (AccessToken Token, string Secret) Add(string name, AccessRole role, DateTimeOffset? expiresAt, DateTimeOffset now,
        IReadOnlyList<string>? pools = null, CancellationToken cancellation = default)
    {
        if (string.IsNullOrWhiteSpace(name)) throw new InvalidTokenException(name, "The name of a token must not be empty.");
        if (NameRules.Mistake(name, LongestName) is { } mistake) throw new InvalidTokenException(name, $"Token name '{name}' {mistake}.");
        if (expiresAt <= now) throw new InvalidTokenException(name, $"Token '{name}' must expire in the future, not at {expiresAt:u}.");
        if (pools is { Count: 0 }) throw new InvalidTokenException(name, $"Token '{name}' must have at least one pool, or all of them.");
        if (pools?.FirstOrDefault(pool => PoolMistake(pool) is not null) is { } wrong)
            throw new InvalidTokenException(name, $"Pool '{wrong}' of token '{name}' {PoolMistake(wrong)}.");
        var secret = TokenSecret.New();
        var token = new AccessToken(name, role, TokenSecret.HashOf(secret), now, expiresAt, pools);
        Change(cancellation, tokens => tokens.Exists(other => NameKey.Of(other.Name) == NameKey.Of(name))
            ? throw new TokenExistsException(name)
            : [.. tokens, token]);
        return (token, secret);
    }

    /// <summary>Removes a token; from then on it lets nobody in.</summary>
    /// <exception cref="TokenNotFoundException">There is none of that name.</exception>
    public AccessToken Remove(string name, CancellationToken cancellation = default)
    {
        AccessToken? removed = null;
        Change(cancellation, tokens =>
        {
            removed = tokens.Find(token => NameKey.Of(token.Name) == NameKey.Of(name)) ?? throw new TokenNotFoundException(name);
            return [.. tokens.Where(token => token != removed)];
        });
        return removed!;
    }

    // No pools at all would not mean all of them.
    private static bool IsWhole(AccessToken? token) => token is { Name.Length: > 0, SecretHash.Length: 64 } && Enum.IsDefined(token.Role)
        && (token.Pools is null || (token.Pools.Count > 0 && token.Pools.All(pool => PoolMistake(pool) is null)));

    private static string? PoolMistake(string pool) =>
        string.IsNullOrWhiteSpace(pool) ? "must not be empty" : NameRules.Mistake(pool, LongestPool);

    private void Change(CancellationToken cancellation, Func<List<AccessToken>, AccessToken[]> change)
    {
        if (System.IO.Path.GetDirectoryName(path) is { } folder && path == DefaultPath) Directory.CreateDirectory(folder);
        using var turn = FileLock.Take(path + ".lock", FileLock.DefaultPatience, cancellation, OwnerMode);
        var tokens = change([.. Read()]).OrderBy(token => NameKey.Of(token.Name), CodePointOrder.Instance).ToArray();
        AtomicFile.Renew(path, file => JsonSerializer.Serialize(file, tokens, s_json.AccessTokenArray));
    }
}

/// <summary>The file as JSON.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata, UseStringEnumConverter = true)]
[JsonSerializable(typeof(AccessToken[]))]
internal sealed partial class TokenFileJson : JsonSerializerContext;
