using Allocation.Core.Errors;
using Allocation.Core.Pools;

namespace Allocation.Cli.Pools;

/// <summary>Excluded numbers as people write them: <c>150,160-170</c>, both ends included; <c>none</c> for none.</summary>
internal static class ExclusionText
{
    private const string None = "none";

    /// <summary>Reads any number of such texts as one list.</summary>
    /// <exception cref="InvalidPoolException">One of them is neither a number nor a range.</exception>
    public static IReadOnlyList<NumberRange> Parse(IReadOnlyList<string> texts) =>
        texts is [None] ? [] : [.. texts.SelectMany(t => t.Split(',')).Select(NumberRange.Parse)];
}
