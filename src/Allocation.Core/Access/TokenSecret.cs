using System.Security.Cryptography;
using System.Text;

namespace Allocation.Core.Access;

/// <summary>The secret of a token: what a caller shows.</summary>
internal static class TokenSecret
{
    // So that scanners of source code find one that was left there.
    private const string Prefix = "allocation_";
    private const int Bytes = 32;

    /// <summary>A new one.</summary>
    public static string New() => Prefix + Hex(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>Its digest.</summary>
    public static string HashOf(string secret) => Hex(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>The token of a secret; null when none has it. It takes the same time whatever is shown.</summary>
    public static AccessToken? Find(IReadOnlyList<AccessToken> tokens, string secret)
    {
        var hash = Encoding.ASCII.GetBytes(HashOf(secret));
        AccessToken? found = null;
        foreach (var token in tokens)
        {
            if (CryptographicOperations.FixedTimeEquals(hash, Encoding.ASCII.GetBytes(token.SecretHash))) found = token;
        }

        return found;
    }

    private static string Hex(byte[] bytes) => Convert.ToHexString(bytes).ToLowerInvariant();
}
