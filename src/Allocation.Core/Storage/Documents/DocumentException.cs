namespace Allocation.Core.Storage.Documents;

/// <summary>A document of a store has a mistake. Whoever read the document says in which file it was.</summary>
/// <param name="path">Where, such as <c>allocations[3].value</c>.</param>
/// <param name="what">What is wrong with it, as the end of a sentence.</param>
internal sealed class DocumentException(string path, string what) : Exception($"{path} {what}")
{
    /// <summary>Where the mistake is.</summary>
    public string Path { get; } = path;
}
