namespace Allocation.Core.Storage;

/// <summary>What a command does with a store, as far as it decides whether a store that does not exist is made for it.</summary>
internal enum StoreAct
{
    /// <summary>Reads, changes or removes what a store has.</summary>
    UseContents,

    /// <summary>Chooses the store for a session.</summary>
    Connect,

    /// <summary>Reads a whole store from a document.</summary>
    ImportStore,

    /// <summary>Creates a pool.</summary>
    CreatePool,

    /// <summary>Reads pools from a file.</summary>
    ImportPools,

    /// <summary>Creates services.</summary>
    CreateService,

    /// <summary>Registers a service definition.</summary>
    RegisterDefinition,

    /// <summary>Registers an inventory.</summary>
    RegisterInventory,

    /// <summary>Opens a ticket.</summary>
    OpenTicket,
}
