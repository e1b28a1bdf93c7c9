using Allocation.Core.Storage.Addresses;

namespace Allocation.Core.Processes;

/// <summary>
/// What programs that we start do not inherit: our own secrets. A hook needs no password of our store, and logs what it likes.
/// <c>ALLOCATION_STORE</c> stays, without its password, so that a program can still name the store; so does <c>PGPASSFILE</c>,
/// whose file has its own permissions.
/// </summary>
internal static class ProgramEnvironment
{
    /// <summary>The variable that names a store.</summary>
    public const string Store = "ALLOCATION_STORE";

    private const string OurPrefix = "ALLOCATION_";

    private static readonly string[] s_secretWords = ["PASSWORD", "SECRET", "TOKEN"];

    /// <summary>Takes our secrets out of the environment of a program.</summary>
    /// <param name="environment">The environment, as it was inherited.</param>
    /// <param name="passed">The variables that the program gets all the same.</param>
    public static void RemoveSecrets(IDictionary<string, string?> environment, IReadOnlyCollection<string> passed)
    {
        foreach (var name in environment.Keys.Where(name => !passed.Contains(name, StringComparer.OrdinalIgnoreCase)).ToList())
        {
            if (IsSecret(name)) environment.Remove(name);
            else if (name.Equals(Store, StringComparison.OrdinalIgnoreCase)) RemovePassword(environment, name);
        }
    }

    private static bool IsSecret(string name) =>
        name.Equals("PGPASSWORD", StringComparison.OrdinalIgnoreCase)
        || (name.StartsWith(OurPrefix, StringComparison.OrdinalIgnoreCase)
            && s_secretWords.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase)));

    private static void RemovePassword(IDictionary<string, string?> environment, string name)
    {
        if (environment[name] is { Length: > 0 } store && StoreUri.WithoutPassword(store) is { } plain) environment[name] = plain;
        else environment.Remove(name);
    }
}
