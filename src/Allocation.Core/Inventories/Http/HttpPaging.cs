using System.Globalization;

namespace Allocation.Core.Inventories.Http;

/// <summary>How the next page of a list is asked for.</summary>
internal abstract record HttpPaging
{
    private HttpPaging()
    {
    }

    /// <summary>The address of the next page; null after the last.</summary>
    /// <param name="exchange">Follows addresses that an answer names.</param>
    /// <param name="first">The address of the first page.</param>
    /// <param name="address">The address of this page.</param>
    /// <param name="answer">This page.</param>
    /// <param name="read">How many entries this page has.</param>
    /// <param name="count">How many entries came so far.</param>
    public abstract Uri? Next(HttpExchange exchange, Uri first, Uri address, HttpAnswer answer, int read, int count);

    /// <summary>The answer has the address of the next page; none, null or an empty text on the last.</summary>
    /// <param name="At">Where it is.</param>
    public sealed record Link(JsonPointer At) : HttpPaging
    {
        /// <inheritdoc/>
        public override Uri? Next(HttpExchange exchange, Uri first, Uri address, HttpAnswer answer, int read, int count) =>
            Text(At, answer) is { } next ? exchange.Follow(address, next) : null;
    }

    /// <summary>The answer has a token of the next page; none, null or an empty text on the last.</summary>
    /// <param name="At">Where it is.</param>
    /// <param name="Parameter">The parameter of the query that takes it.</param>
    public sealed record Token(JsonPointer At, string Parameter) : HttpPaging
    {
        /// <inheritdoc/>
        public override Uri? Next(HttpExchange exchange, Uri first, Uri address, HttpAnswer answer, int read, int count) =>
            Text(At, answer) is { } next ? With(first, Parameter, next) : null;
    }

    /// <summary>Entries that came already are counted, until a page has none.</summary>
    /// <param name="Parameter">The parameter of the query that takes the count.</param>
    public sealed record Offset(string Parameter) : HttpPaging
    {
        /// <inheritdoc/>
        public override Uri? Next(HttpExchange exchange, Uri first, Uri address, HttpAnswer answer, int read, int count) =>
            read > 0 ? With(first, Parameter, count.ToString(CultureInfo.InvariantCulture)) : null;
    }

    private static string? Text(JsonPointer at, HttpAnswer answer) =>
        answer.Document is { } document && at.TryFind(document, out var found)
            && JsonPlace.Text(found) is { Length: > 0 } text ? text : null;

    private static Uri With(Uri address, string parameter, string value) =>
        new(address.AbsoluteUri + (address.Query.Length > 0 ? "&" : "?") + Uri.EscapeDataString(parameter) + "="
            + Uri.EscapeDataString(value));
}
