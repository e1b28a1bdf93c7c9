using Allocation.Core.Storage.Events;

namespace Allocation.Core.Storage.Rows;

/// <summary>Who changed what, when: rows that are added in the transaction of the change, and never changed.</summary>
public interface IEventRows
{
    /// <summary>The name by which the server of the store knows the user of this session; null where there is no server.</summary>
    string? ServerUser { get; }

    /// <summary>The events of a query, the latest first; read as they are taken.</summary>
    IEnumerable<AllocationEvent> Query(EventQuery query);

    /// <summary>How many events a query has, without its skip and take.</summary>
    long Count(EventQuery query);

    /// <summary>Adds one. A store may send the row later: at the latest before the next read, or before the commit.</summary>
    /// <exception cref="Errors.StoreConflictException">There is one of that time and id.</exception>
    void Add(AllocationEvent row);

    /// <summary>Removes one. False when there is none at that place.</summary>
    bool Remove(EventPosition place);

    /// <summary>Removes the oldest of those before a time.</summary>
    /// <param name="before">The time.</param>
    /// <param name="most">How many at most.</param>
    /// <returns>How many were removed.</returns>
    int RemoveBefore(DateTimeOffset before, int most);
}
