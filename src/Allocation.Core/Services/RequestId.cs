using Allocation.Core.Errors;
using Allocation.Core.Pools;

namespace Allocation.Core.Services;

/// <summary>What a caller's id of a request may be: 1 to 200 characters, none of them a control character; compared exactly.</summary>
public static class RequestId
{
    /// <summary>Passes null and a good id through.</summary>
    /// <exception cref="InvalidServiceException">The id is not acceptable.</exception>
    public static void Check(string? id)
    {
        if (id is null) return;
        if (string.IsNullOrWhiteSpace(id)) throw new InvalidServiceException(null, "A request id is not empty.");
        if (NameRules.Mistake(id, 200) is { } mistake) throw new InvalidServiceException(null, $"A request id {mistake}.");
    }
}
