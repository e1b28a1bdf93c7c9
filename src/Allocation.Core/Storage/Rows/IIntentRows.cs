using Allocation.Core.Inventories.Intents;

namespace Allocation.Core.Storage.Rows;

/// <summary>Intents that are not settled: rows of moments, and of crashes.</summary>
public interface IIntentRows
{
    /// <summary>The intent, or null.</summary>
    IntentRecord? Find(string id);

    /// <summary>As <see cref="Find"/>; and until the session ends no other session gets past this call for the same intent.</summary>
    IntentRecord? Lock(string id);

    /// <summary>Those of a lease, by id.</summary>
    IReadOnlyList<IntentRecord> OfLease(string leaseId);

    /// <summary>Those that name this number of this inventory, by id.</summary>
    IReadOnlyList<IntentRecord> Naming(string pool, long number);

    /// <summary>All, by id.</summary>
    IReadOnlyList<IntentRecord> All();

    /// <summary>Adds one.</summary>
    /// <exception cref="Errors.StoreConflictException">The id is used.</exception>
    void Add(IntentRecord intent);

    /// <summary>Replaces the row with that id. False when there is none.</summary>
    bool Update(IntentRecord intent);

    /// <summary>Removes one. False when there is none.</summary>
    bool Remove(string id);
}
