namespace Allocation.Core.Errors;

/// <summary>A token of that name already exists; names are compared without case.</summary>
public sealed class TokenExistsException(string token)
    : AllocationException(ErrorKind.TokenExists, token, $"A token named '{token}' already exists.")
{
    /// <summary>The name.</summary>
    public string Token { get; } = token;
}
