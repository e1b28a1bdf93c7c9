using Allocation.Server.Failures;

namespace Allocation.Server.Rest.Queries;

/// <summary>The parameters of a listing that is read page by page.</summary>
internal static class PageParameters
{
    // What a page holds is in memory until it is sent, because its head says where the next one begins.
    private const long Largest = 10_000;

    private static readonly QueryParameter<long?> s_first = Parameter.Count("first",
        "How many results a page has. The header Link then has the address of the next page. Without it, all results come in one answer.",
        1, Largest);

    private static readonly QueryParameter<string> s_after = Parameter.Text("after", "Where the page begins, from the header Link.");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<QueryParameter> All { get; } = [s_first, s_after];

    /// <summary>How many results a page has; null for all.</summary>
    public static int? First(this RestRequest request) => (int?)request.Get(s_first);

    /// <summary>The place where the page begins; null for the first one.</summary>
    /// <param name="request">The request.</param>
    /// <param name="read">Makes a place of the parts of a cursor; null when they make none.</param>
    public static TPlace? After<TPlace>(this RestRequest request, Func<IReadOnlyList<string>, TPlace?> read)
        where TPlace : class => request.Get(s_after) is not { } text ? null
        : Cursor.Read(text) is { } parts && read(parts) is { } place ? place
        : throw RequestRefusedException.Usage($"{s_after.Name} must be as the header Link of the page before has it.", s_after.Name);

    /// <summary>The address of the page that begins at a cursor.</summary>
    public static string NextAddress(HttpRequest request, string cursor)
    {
        var query = request.Query.Where(part => !part.Key.Equals(s_after.Name, StringComparison.OrdinalIgnoreCase))
            .SelectMany(part => part.Value, (part, value) => KeyValuePair.Create(part.Key, value))
            .Append(KeyValuePair.Create(s_after.Name, (string?)cursor));
        return request.PathBase + request.Path.ToUriComponent() + QueryString.Create(query).ToUriComponent();
    }
}
