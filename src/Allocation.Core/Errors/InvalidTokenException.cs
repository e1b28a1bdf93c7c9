namespace Allocation.Core.Errors;

/// <summary>The name or the end of a token is not acceptable, or the file of tokens is damaged or may be changed by others.</summary>
public sealed class InvalidTokenException(string? token, string reason, Exception? inner = null)
    : AllocationException(ErrorKind.InvalidToken, token, reason, inner)
{
    /// <summary>The name of the token, or the file.</summary>
    public string? Token { get; } = token;
}
