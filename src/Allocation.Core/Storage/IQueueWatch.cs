using Allocation.Core.Storage.Rows;

namespace Allocation.Core.Storage;

/// <summary>Tells of changes of the queue (<see cref="IQueueRows"/>) that others make, without asking the store. It belongs to one
/// thread.</summary>
public interface IQueueWatch : IDisposable
{
    /// <summary>
    /// Waits for a change that was committed since the watch began. Changes made through the same address in this process
    /// are left out: who made them tells of them.
    /// </summary>
    /// <param name="patience">For how long.</param>
    /// <returns>The revision of the queue after the change, the highest when there were several; null when none came in time.</returns>
    /// <exception cref="Errors.StoreUnavailableException">The line broke: what came since is not known, and this watch is of no use any
    /// more.</exception>
    long? Next(TimeSpan patience);
}
