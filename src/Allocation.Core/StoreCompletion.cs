using Allocation.Core.Errors;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Addresses;

namespace Allocation.Core;

/// <summary>What a store knows of a word that a user types: found fast, without an error, and never by making a store.</summary>
internal static class StoreCompletion
{
    /// <summary>How many words a user gets to see.</summary>
    public const int Most = 100;

    // A user waits with a finger on the Tab key.
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(700);

    /// <summary>What the chosen store knows; nothing when it is not there, cannot be read, or is slow.</summary>
    public static IReadOnlyList<T> Find<T>(Func<StoreSelection> choose, IStoreProvider provider,
        Func<AllocationSystem, CancellationToken, IEnumerable<T>> find)
    {
        using var timer = new CancellationTokenSource(s_patience);
        return Silently<IReadOnlyList<T>>(() =>
        {
            if (provider.OpenIfExists(choose().Uri, timer.Token) is not { } store) return [];
            using var system = new AllocationSystem(store, sql: provider);
            return [.. find(system, timer.Token)];
        }) ?? [];
    }

    /// <summary>What can be found out, or nothing.</summary>
    public static T? Silently<T>(Func<T?> find)
        where T : class
    {
        try
        {
            return find();
        }
        catch (Exception e) when (e is AllocationException or SystemException)
        {
            // A completion that fails gives nothing; the command itself will say what is wrong.
            return null;
        }
    }
}
