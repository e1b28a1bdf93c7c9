namespace Allocation.Core.Storage.Addresses;

/// <summary>Which store a command works on, and why that one.</summary>
/// <param name="Uri">The store.</param>
/// <param name="Source">How it was chosen.</param>
internal sealed record StoreSelection(StoreUri Uri, StoreSource Source)
{
    /// <summary>The environment variable that names the store where no argument does.</summary>
    public const string Variable = "ALLOCATION_STORE";

    /// <summary>The store and the reason, such as <c>The store used is sqlite:/data/a.db, because ALLOCATION_STORE names it.</c></summary>
    public string Description => $"The store used is {Uri}, {Reason}.";

    private string Reason => Source switch
    {
        StoreSource.Parameter => "because this command names it",
        StoreSource.Session => "because it is connected in this session",
        StoreSource.Environment => $"because {Variable} names it",
        StoreSource.Default => "because no store is named and none is connected",
    };

    /// <summary>Chooses; touches no store. The first of these that names one wins: the argument, the session, the environment, the
    /// default.</summary>
    /// <param name="argument">What the argument says; null or empty without one.</param>
    /// <param name="resolve">Gives the full path for a path as it was written.</param>
    /// <param name="connected">The store that is connected in this session; null for none.</param>
    /// <exception cref="Errors.InvalidStoreException">The text names no store.</exception>
    public static StoreSelection Make(string? argument, Func<string, string> resolve, StoreUri? connected = null)
    {
        if (!string.IsNullOrEmpty(argument)) return new(StoreUri.Parse(argument, resolve), StoreSource.Parameter);
        if (connected is not null) return new(connected, StoreSource.Session);
        return OfEnvironment(resolve) is { } uri ? new(uri, StoreSource.Environment) : new(StoreUri.Default, StoreSource.Default);
    }

    /// <summary>The store that the environment names; null when it names none.</summary>
    /// <exception cref="Errors.InvalidStoreException">The text names no store.</exception>
    public static StoreUri? OfEnvironment(Func<string, string> resolve) =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text ? StoreUri.Parse(text, resolve) : null;

    /// <summary>Whether the act would make the store, so that a preview works on an empty one.</summary>
    public bool WouldBeMade(IStoreProvider provider, StoreAct act, CancellationToken cancellation = default) =>
        StoreActTraits.MakesStore(act) && !provider.Exists(Uri, cancellation);

    /// <summary>Opens the store, which is made only for an act that makes something.</summary>
    /// <exception cref="Errors.AllocationException">As <see cref="IStoreProvider.Open"/>; or it does not exist and the act makes
    /// none.</exception>
    public IAllocationStore Open(IStoreProvider provider, StoreAct act, CancellationToken cancellation = default) =>
        StoreActTraits.MakesStore(act)
        ? provider.Open(Uri, cancellation)
        : provider.OpenIfExists(Uri, cancellation) ?? throw new Errors.StoreUnavailableException(Uri.ToString(),
            $"it does not exist, and this command creates none. It was chosen {Reason}");
}
