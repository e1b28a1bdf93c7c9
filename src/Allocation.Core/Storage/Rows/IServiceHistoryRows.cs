using Allocation.Core.Services;

namespace Allocation.Core.Storage.Rows;

/// <summary>What happened to instances: one row a transaction. The first one comes with the instance (<see cref="IServiceRows.Add"/>) and
/// all go with it.</summary>
public interface IServiceHistoryRows
{
    /// <summary>The rows of an instance by id, which is by time.</summary>
    IEnumerable<ServiceHistoryRecord> Of(string serviceId);

    /// <summary>All rows by service id, then by id, by code point.</summary>
    IEnumerable<ServiceHistoryRecord> All();

    /// <summary>Adds one. Where the session has added or locked the instance, a store may send the row later, as
    /// <see cref="IAllocationRows.Add"/> says.</summary>
    /// <exception cref="Errors.StoreConflictException">The instance has a row of that id already.</exception>
    void Add(ServiceHistoryRecord record);
}
