namespace Allocation.Core.Inventories.Http;

/// <summary>A request failed. Whoever made it says for what.</summary>
/// <param name="reason">Why, as the end of a sentence, without secrets.</param>
/// <param name="mayHaveHappened">Whether the server may have done what was asked all the same.</param>
/// <param name="inner">The cause.</param>
internal sealed class HttpCallException(string reason, bool mayHaveHappened, Exception? inner = null) : Exception(reason, inner)
{
    /// <summary>Whether the server may have done what was asked all the same.</summary>
    public bool MayHaveHappened { get; } = mayHaveHappened;

    /// <summary>What it gave instead of the number that it was asked for; null otherwise.</summary>
    public InventoryEntry? Given { get; init; }
}
