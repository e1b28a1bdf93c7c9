using Allocation.Core.Access;
using Allocation.Core.Errors;

namespace Allocation.Server.Access;

/// <summary>The tokens of the file, read again when it changes: a token that was removed lets nobody in from the next request on.</summary>
/// <param name="file">The file; null for no tokens.</param>
/// <param name="clock">Tells which tokens have expired.</param>
/// <param name="log">Where it is told that the file cannot be read.</param>
internal sealed partial class TokenBook(TokenFile? file, TimeProvider clock, ILogger<TokenBook> log)
{
    private readonly Lock _gate = new();
    private (DateTime Written, long Length) _seen;
    private IReadOnlyList<AccessToken> _tokens = [];
    private bool _isReadable = true;

    /// <summary>The token that has a secret and lets its caller in; null when there is none.</summary>
    public AccessToken? Find(string secret) =>
        TokenSecret.Find(Tokens(), secret) is { } token && token.IsValidAt(clock.GetUtcNow()) ? token : null;

    /// <summary>Whether the file can be read; true where there is none.</summary>
    public bool IsReadable
    {
        get
        {
            lock (_gate)
            {
                Tokens();
                return _isReadable;
            }
        }
    }

    // While the file is damaged nobody is let in: its last good state may have a token that was to be removed.
    private IReadOnlyList<AccessToken> Tokens()
    {
        if (file is null) return [];
        lock (_gate)
        {
            var info = new FileInfo(file.Path);
            var now = info.Exists ? (info.LastWriteTimeUtc, info.Length) : default;
            if (now == _seen) return _tokens;
            try
            {
                _tokens = file.Read();
                _seen = now;
                _isReadable = true;
            }
            catch (Exception e) when (e is InvalidTokenException or IOException or UnauthorizedAccessException)
            {
                _tokens = [];
                _seen = default;
                _isReadable = false;
                Unreadable(log, e.Message);
            }

            return _tokens;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, EventId = 5, Message = "No token lets anybody in: {Why}")]
    private static partial void Unreadable(ILogger log, string why);
}
