namespace Allocation.Core.Inventories.Http;

/// <summary>How the next page of a list is asked for.</summary>
internal abstract record HttpPaging
{
    private HttpPaging()
    {
    }

    /// <summary>The answer has the address of the next page; none, null or an empty text on the last.</summary>
    /// <param name="At">Where it is.</param>
    public sealed record Link(JsonPointer At) : HttpPaging;

    /// <summary>The answer has a token of the next page; none, null or an empty text on the last.</summary>
    /// <param name="At">Where it is.</param>
    /// <param name="Parameter">The parameter of the query that takes it.</param>
    public sealed record Token(JsonPointer At, string Parameter) : HttpPaging;

    /// <summary>Entries that came already are counted, until a page has none.</summary>
    /// <param name="Parameter">The parameter of the query that takes the count.</param>
    public sealed record Offset(string Parameter) : HttpPaging;
}
