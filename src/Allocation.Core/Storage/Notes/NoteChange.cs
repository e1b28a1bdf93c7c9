using Allocation.Core.Pools;

namespace Allocation.Core.Storage.Notes;

/// <summary>What to change of notes; null leaves it as it is, and an empty text or list clears it.</summary>
internal sealed record NoteChange
{
    /// <summary>The longest description, in UTF-16 characters.</summary>
    public const int LongestDescription = 1000;

    /// <summary>The longest owner or tag, in UTF-16 characters.</summary>
    public const int LongestName = 200;

    /// <summary>The most tags of one thing.</summary>
    public const int MostTags = 50;

    private static readonly char[] s_between = [',', ';'];

    /// <summary>Changes nothing.</summary>
    public static NoteChange Nothing { get; } = new();

    /// <summary>What it is for.</summary>
    public string? Description { get; init; }

    /// <summary>Whose it is.</summary>
    public string? Owner { get; init; }

    /// <summary>All of its tags from now on.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Whether it leaves everything as it is.</summary>
    public bool IsNothing => Description is null && Owner is null && Tags is null;

    /// <summary>Reads what was typed or stood in a row: blanks around texts do not count, and several tags may stand in one text, parted by
    /// commas or semicolons.</summary>
    /// <param name="description">What it is for; null to leave it, empty to clear it.</param>
    /// <param name="owner">Whose it is; null to leave it, empty to clear it.</param>
    /// <param name="tags">The tags; null to leave them, none to clear them.</param>
    /// <param name="refusal">Makes the error of a mistake, which is a whole sentence.</param>
    /// <exception cref="Exception">Something cannot be noted.</exception>
    public static NoteChange Read(string? description, string? owner, IEnumerable<string?>? tags,
        Func<string, Exception> refusal)
    {
        var change = new NoteChange
        {
            Description = description?.Trim(),
            Owner = owner?.Trim(),
            Tags = tags is null ? null : Sorted(TagsOf(tags)),
        };
        return change.Mistake() is { } mistake ? throw refusal(mistake) : change;
    }

    /// <summary>The single tags of texts that may have several each.</summary>
    public static IEnumerable<string> TagsOf(IEnumerable<string?> texts) =>
        texts.SelectMany(text => (text ?? "").Split(s_between, StringSplitOptions.TrimEntries));

    /// <summary>The notes as they are after the change.</summary>
    public NoteSet ApplyTo(NoteSet notes) => new()
    {
        Description = Description is null ? notes.Description : Content(Description),
        Owner = Owner is null ? notes.Owner : Content(Owner),
        Tags = Tags ?? notes.Tags,
    };

    private string? Mistake()
    {
        if (Content(Description) is { } description && NameRules.Mistake(description, LongestDescription) is { } ofDescription)
            return $"The description {ofDescription}.";
        if (Content(Owner) is { } owner && NameRules.Mistake(owner, LongestName) is { } ofOwner) return $"The owner {ofOwner}.";
        if (Tags is null) return null;
        if (Tags.Count > MostTags) return $"There must be at most {MostTags} tags, not {Tags.Count}.";
        return Tags.Select(MistakeOfTag).OfType<string>().FirstOrDefault();
    }

    private static string? MistakeOfTag(string tag)
    {
        if (tag.Length == 0) return "A tag must not be empty.";
        if (NameRules.Mistake(tag, LongestName) is { } mistake) return $"The tag '{tag}' {mistake}.";
        var between = tag.IndexOf('=', StringComparison.Ordinal);
        if (between == 0) return $"The tag '{tag}' must have a key before '='.";
        return between == tag.Length - 1 ? $"The tag '{tag}' must have a value after '=', or no '='." : null;
    }

    // Of two that differ in case alone, the first counts.
    private static string[] Sorted(IEnumerable<string> tags) =>
        [.. tags.DistinctBy(NameKey.Of, StringComparer.Ordinal).Order(CodePointOrder.Instance)];

    private static string? Content(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
