using System.Text.Json;

namespace Allocation.Core.Inventories.Http;

/// <summary>What a server answered.</summary>
/// <param name="Status">The status.</param>
/// <param name="Document">The body; null when it is not JSON that can be read.</param>
/// <param name="Mistake">Why the body cannot be read, as the end of a sentence; null when it can.</param>
/// <param name="ForPeople">Status and body as the end of a sentence: one line, cut, without secrets.</param>
/// <param name="RetryAfter">How long it asks to wait before the next try; null when it does not ask.</param>
internal sealed record HttpAnswer(int Status, JsonElement? Document, string? Mistake, string ForPeople, TimeSpan? RetryAfter)
{
    /// <summary>Whether it did what was asked.</summary>
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>Whether it has no body.</summary>
    public bool IsEmpty { get; init; }

    /// <summary>Whether it did what was asked, and the answer is its own: a proxy that wants a log-in answers 200 with a page.</summary>
    public bool IsDone => IsSuccess && (IsEmpty || Document is not null);

    /// <summary>Whether the same request may succeed a little later.</summary>
    public bool IsPassing => Status is 429 or 503;

    /// <summary>
    /// Whether it says for certain that nothing was done: errors of the request, and redirects that ask for the same request elsewhere. Of
    /// errors of the server it is unknown; 408 is the end of a wait, and 302 and 303 often follow a change that was made.
    /// </summary>
    public bool IsRefusal => Status is (>= 400 and < 500 and not 408) or 301 or 307 or 308;
}
