namespace Allocation.Core.Storage.Addresses;

/// <summary>Why a store was chosen, in words.</summary>
internal static class StoreSources
{
    /// <summary>The store and the reason, such as <c>The store used is sqlite:/data/a.db, because ALLOCATION_STORE names it.</c></summary>
    public static string Describe(StoreUri uri, StoreSource source) => $"The store used is {uri}, {Reason(source)}.";

    /// <summary>The reason, to go on with after the name of the store.</summary>
    public static string Reason(StoreSource source) => source switch
    {
        StoreSource.Parameter => "because this command names it",
        StoreSource.Session => "because it is connected in this session",
        StoreSource.Environment => "because ALLOCATION_STORE names it",
        StoreSource.Default => "because no store is named and none is connected",
    };
}
