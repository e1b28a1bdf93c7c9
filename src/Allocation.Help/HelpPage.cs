namespace Allocation.Help;

/// <summary>What is written about a cmdlet.</summary>
internal sealed record HelpPage
{
    /// <summary>What it does, in one sentence.</summary>
    public string Synopsis { get; init; } = "";

    /// <summary>Paragraphs about how it does that.</summary>
    public IReadOnlyList<string> Description { get; init; } = [];

    /// <summary>Examples in order.</summary>
    public IReadOnlyList<HelpExample> Examples { get; init; } = [];

    /// <summary>Paragraphs by parameter, without the dash.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Parameters { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Paragraphs besides.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Names of cmdlets and topics to read on.</summary>
    public IReadOnlyList<string> Links { get; init; } = [];
}
