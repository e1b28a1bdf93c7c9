using System.Text.RegularExpressions;

namespace Allocation.Core.Inventories.Http;

/// <summary>An answer with a meaning, such as that a number is taken.</summary>
/// <param name="Status">Its status.</param>
/// <param name="At">The value of its body that tells it from other answers with that status; null where the status does.</param>
/// <param name="Pattern">What that value looks like.</param>
internal sealed record HttpCondition(int Status, JsonPointer? At, Regex? Pattern)
{
    /// <summary>Whether an answer is of this kind.</summary>
    public bool Fits(HttpAnswer answer)
    {
        if (answer.Status != Status) return false;
        if (At is null) return true;
        return answer.Document is { } document && At.TryFind(document, out var found)
            && Pattern!.IsMatch(JsonPlace.Text(found) ?? found.GetRawText());
    }
}
