using Allocation.Server.Rest.Queries;

namespace Allocation.Server.Rest;

/// <summary>A list that is sent as it is read, however long it is; or a page of one, whose head says where the next one begins.</summary>
internal sealed class ListAnswer<T>(IEnumerable<T> items) : IRestAnswer
{
    private int? _size;
    private Func<T, IReadOnlyList<string>>? _placeOf;

    /// <summary>The status.</summary>
    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>A page of a list.</summary>
    /// <param name="items">The results from the beginning of the page on, one more than it has if there are so many.</param>
    /// <param name="size">How many it has.</param>
    /// <param name="placeOf">The place behind a result, as the parts of a cursor.</param>
    public static ListAnswer<T> Page(IEnumerable<T> items, int size, Func<T, IReadOnlyList<string>> placeOf) =>
        new(items) { _size = size, _placeOf = placeOf };

    /// <inheritdoc/>
    public Task SendAsync(HttpContext context)
    {
        context.Response.StatusCode = Status;
        return JsonAnswer.WriteAllAsync(context, _size is { } size ? PageOf(context, size) : items);
    }

    private List<T> PageOf(HttpContext context, int size)
    {
        var page = items.Take(size + 1).ToList();
        if (page.Count <= size) return page;
        page.RemoveAt(size);
        var next = PageParameters.NextAddress(context.Request, Cursor.Write(_placeOf!(page[^1])));
        context.Response.Headers.Link = $"<{next}>; rel=\"next\"";
        return page;
    }
}
