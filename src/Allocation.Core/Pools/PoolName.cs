using Allocation.Core.Errors;

namespace Allocation.Core.Pools;

/// <summary>What a pool may be called: 1 to 200 characters, none of them a control character, no space at either end, no
/// <c>*?[]:</c>.</summary>
internal static class PoolName
{
    /// <summary>The longest name, in UTF-16 characters.</summary>
    public const int MaxLength = 200;

    /// <summary>Passes a good name through.</summary>
    /// <exception cref="InvalidPoolException">The name is not acceptable; the message says why.</exception>
    public static string Check(string? name)
    {
        if (string.IsNullOrWhiteSpace(name)) throw new InvalidPoolException(name, "A pool needs a name.");
        if (NameRules.Mistake(name, MaxLength) is { } mistake) throw new InvalidPoolException(name, $"The name of a pool {mistake}.");
        if (name.AsSpan().IndexOfAny("*?[]:") >= 0)
            throw new InvalidPoolException(name,
                $"Pool name '{name}' must not contain * ? [ ] or a colon: they are wildcards and prefixes.");
        return name;
    }
}
