using Allocation.Server.Rest.Queries;

namespace Allocation.Server.Rest;

/// <summary>A page of a list; its head says where the next one begins.</summary>
/// <param name="items">The results from the beginning of the page on, one more than it has if there are so many.</param>
/// <param name="size">How many it has.</param>
/// <param name="placeOf">The place behind a result, as the parts of a cursor.</param>
internal sealed class PageAnswer<T>(IEnumerable<T> items, int size, Func<T, IReadOnlyList<string>> placeOf) : IRestAnswer
{
    /// <inheritdoc/>
    public Task SendAsync(HttpContext context)
    {
        var page = items.Take(size + 1).ToList();
        if (page.Count > size)
        {
            page.RemoveAt(size);
            var next = PageParameters.NextAddress(context.Request, Cursor.Write(placeOf(page[^1])));
            context.Response.Headers.Link = $"<{next}>; rel=\"next\"";
        }

        return JsonAnswer.WriteAllAsync(context, page);
    }
}
