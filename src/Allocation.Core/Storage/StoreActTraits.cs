namespace Allocation.Core.Storage;

/// <summary>What an act means for its store, as a table.</summary>
internal static class StoreActTraits
{
    /// <summary>Whether a store that does not exist is made. Where there is no store, there is nothing to read, change or remove either:
    /// the name is wrong.</summary>
    public static bool MakesStore(StoreAct act) => act switch
    {
        StoreAct.UseContents => false,
        StoreAct.Connect or StoreAct.ImportStore => true,
        StoreAct.CreatePool or StoreAct.ImportPools or StoreAct.CreateService => true,
        StoreAct.RegisterDefinition or StoreAct.RegisterInventory or StoreAct.OpenTicket => true,
    };
}
