using System.Text.Json.Nodes;

namespace Allocation.Core.Inventories.Http;

/// <summary>One request and how its answers are read.</summary>
internal sealed record HttpOperation
{
    /// <summary>What it does, as its member of the document is called: <c>allocate_exactly</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Its method.</summary>
    public required HttpMethod Method { get; init; }

    /// <summary>What follows the address of the interface, with its query.</summary>
    public required HttpTemplate Path { get; init; }

    /// <summary>Headers besides those of the interface.</summary>
    public IReadOnlyDictionary<string, HttpTemplate> Headers { get; init; } = new Dictionary<string, HttpTemplate>();

    /// <summary>The body, whose texts are templates; null when there is none.</summary>
    public JsonNode? Body { get; init; }

    /// <summary>Where the entries of the answer are: a list of them, or one.</summary>
    public JsonPointer Items { get; init; } = JsonPointer.Whole;

    /// <summary>Where in an entry its fields are.</summary>
    public HttpFields Fields { get; init; } = new();

    /// <summary>How the next page is asked for; null when there are no pages.</summary>
    public HttpPaging? Paging { get; init; }

    /// <summary>Answers that say that the number is taken.</summary>
    public IReadOnlyList<HttpCondition> Taken { get; init; } = [];

    /// <summary>Answers that say that nothing is free.</summary>
    public IReadOnlyList<HttpCondition> Exhausted { get; init; } = [];

    /// <summary>Answers that say that the number is never given.</summary>
    public IReadOnlyList<HttpCondition> OutOfRange { get; init; } = [];

    /// <summary>Answers that say that there is nothing of that kind.</summary>
    public IReadOnlyList<HttpCondition> NotFound { get; init; } = [];

    /// <summary>Whether it may change something.</summary>
    public bool Changes => Name is HttpApi.Allocate or HttpApi.AllocateExactly or HttpApi.Free;

    /// <summary>Whether an answer says, whatever its status, that there was nothing to give or to free.</summary>
    public bool Refuses(HttpAnswer answer) => Taken.Concat(Exhausted).Concat(OutOfRange).Concat(NotFound).Any(c => c.Fits(answer));
}
