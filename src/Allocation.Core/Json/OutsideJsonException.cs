namespace Allocation.Core.Json;

/// <summary>A text from outside is not JSON that can be read. The message is the end of a sentence, with the place: line and column from 1,
/// the column in bytes.</summary>
internal sealed class OutsideJsonException(string reason, Exception? inner = null) : FormatException(reason, inner)
{
    /// <summary>Whether it is not JSON at all, rather than JSON that is refused.</summary>
    public bool IsBroken { get; init; }
}
