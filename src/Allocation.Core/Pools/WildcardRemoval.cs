using Allocation.Core.Texts;

namespace Allocation.Core.Pools;

/// <summary>When the removal of what a name finds must be confirmed, and in which words.</summary>
internal static class WildcardRemoval
{
    private const int Named = 3;

    /// <summary>
    /// The act, such as <c>Remove the 12 pools that match 'lab-*' (lab-1, lab-2, lab-3 and 9 more)</c>. Null when there is nothing to
    /// confirm: the name has no wildcard, or it found one thing at most.
    /// </summary>
    /// <param name="names">The name that was given.</param>
    /// <param name="found">The names of what it found.</param>
    /// <param name="things">What they are, in the plural.</param>
    public static string? Describe(NamePattern names, IReadOnlyCollection<string> found, string things)
    {
        if (names.Exact is not null || found.Count < 2) return null;
        var more = found.Count > Named ? $" and {found.Count - Named} more" : "";
        return VisibleText.Of(
            $"Remove the {found.Count} {things} that match '{names.Text}' ({string.Join(", ", found.Take(Named))}{more})");
    }
}
