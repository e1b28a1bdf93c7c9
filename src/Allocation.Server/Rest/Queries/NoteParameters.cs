using Allocation.Core.Storage.Notes;

namespace Allocation.Server.Rest.Queries;

/// <summary>The parameters that list only what has such notes.</summary>
internal static class NoteParameters
{
    private static readonly QueryParameter<string> s_owner =
        Parameter.Text("owner", "Only this owner; * matches any text, ? one character.");

    private static readonly QueryParameter<IReadOnlyList<string>> s_tags = Parameter.Texts("tag",
        "Only with this tag: key=value, or key for any value; * matches any text. Again for a further tag, which must be there too.");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<QueryParameter> All { get; } = [s_owner, s_tags];

    /// <summary>The filter; null when none was given.</summary>
    public static NoteFilter? Notes(this RestRequest request) => NoteFilter.Of(request.Get(s_owner), request.Get(s_tags));
}
