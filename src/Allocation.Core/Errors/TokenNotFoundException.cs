namespace Allocation.Core.Errors;

/// <summary>No token has that name.</summary>
public sealed class TokenNotFoundException(string token)
    : AllocationException(ErrorKind.TokenNotFound, token, $"There is no token named '{token}'.")
{
    /// <summary>The name.</summary>
    public string Token { get; } = token;
}
