using System.Security.Cryptography;
using System.Text;
using Allocation.Core.Errors;
using Allocation.Core.Pools;

namespace Allocation.Core.Services;

/// <summary>What a caller's id of a request may be: 1 to 200 characters, none of them a control character; compared exactly.</summary>
internal static class RequestId
{
    /// <summary>Passes null and a good id through.</summary>
    /// <param name="id">The id.</param>
    /// <param name="refusal">The error of what the request is for: a service, a ticket or numbers.</param>
    public static void Check(string? id, Func<string, AllocationException> refusal)
    {
        if (id is null) return;
        if (string.IsNullOrWhiteSpace(id)) throw refusal("A request id must not be empty.");
        if (NameRules.Mistake(id, 200) is { } mistake) throw refusal($"A request id {mistake}.");
    }

    /// <summary>A digest of what a request asks for, by which a repeated request is known again.</summary>
    /// <param name="arguments">All arguments as one text: the same for the same request.</param>
    public static string Fingerprint(string arguments) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(arguments)));
}
