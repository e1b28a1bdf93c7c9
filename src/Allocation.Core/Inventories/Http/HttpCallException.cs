namespace Allocation.Core.Inventories.Http;

/// <summary>A request failed. Whoever made it says for what.</summary>
/// <param name="reason">Why, as the end of a sentence, without secrets.</param>
/// <param name="mayHaveHappened">Whether the server may have done what was asked all the same.</param>
/// <param name="inner">The cause.</param>
internal sealed class HttpCallException(string reason, bool mayHaveHappened, Exception? inner = null) : Exception(reason, inner)
{
    /// <summary>Whether the server may have done what was asked all the same.</summary>
    public bool MayHaveHappened { get; } = mayHaveHappened;

    /// <summary>The number, and its id there, that it gave instead of the one that it was asked for; null otherwise.</summary>
    public (long Number, string? Id)? Given { get; init; }
}
