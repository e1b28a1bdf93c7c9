namespace Allocation.Core.ResourcePools;

/// <summary>The one row that every change of tickets and resources passes through, one after the other.</summary>
/// <param name="NextTicket">The id of the next ticket.</param>
/// <param name="NextResource">The id of the next resource.</param>
/// <param name="Revision">Grows with every transaction that a waiter may wait for.</param>
public sealed record QueueState(long NextTicket, long NextResource, long Revision)
{
    /// <summary>As it is before the first change.</summary>
    public static QueueState Initial { get; } = new(1, 1, 0);
}
