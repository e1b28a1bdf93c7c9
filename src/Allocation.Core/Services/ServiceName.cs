using Allocation.Core.Errors;
using Allocation.Core.Pools;

namespace Allocation.Core.Services;

/// <summary>What a service may be called: 1 to 200 characters, none of them a control character, no space at either end.</summary>
internal static class ServiceName
{
    /// <summary>The longest name, in UTF-16 characters.</summary>
    public const int MaxLength = 200;

    /// <summary>Passes a good name through.</summary>
    /// <exception cref="InvalidServiceException">The name is not acceptable; the message says why.</exception>
    public static string Check(string? name)
    {
        if (string.IsNullOrWhiteSpace(name)) throw new InvalidServiceException(name, "A service needs a name.");
        if (NameRules.Mistake(name, MaxLength) is { } mistake) throw new InvalidServiceException(name, $"The name of a service {mistake}.");
        return name;
    }
}
