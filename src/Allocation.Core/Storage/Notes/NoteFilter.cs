using Allocation.Core.Pools;

namespace Allocation.Core.Storage.Notes;

/// <summary>Only what has such notes; all conditions hold together. Compared without case.</summary>
public sealed record NoteFilter
{
    /// <summary>An owner that fits this; wildcards as in <see cref="NamePattern"/>. Null for any or none.</summary>
    public string? Owner { get; init; }

    /// <summary>For each of these a tag that fits it, or the key of which does; wildcards as in <see cref="NamePattern"/>.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Whether it asks for anything.</summary>
    public bool IsEmpty => Owner is null && Tags.Count == 0;

    /// <summary>The filter of what was asked for; null when nothing was.</summary>
    internal static NoteFilter? Of(string? owner, IReadOnlyList<string>? tags) =>
        new NoteFilter { Owner = owner, Tags = [.. NoteChange.TagsOf(tags ?? [])] } is { IsEmpty: false } filter ? filter : null;

    /// <summary>Whether notes fit.</summary>
    internal bool Matches(NoteSet notes) =>
        (Owner is null || (notes.Owner is { } owner && new NamePattern(Owner).Matches(owner)))
        && Tags.All(tag => new NamePattern(tag) is var pattern && notes.TagKeys.Any(pattern.MatchesKey));

    /// <summary>Same conditions, the tags compared one by one.</summary>
    public bool Equals(NoteFilter? other) => other is not null && Owner == other.Owner && Tags.SequenceEqual(other.Tags);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Owner, Tags.Count);
}
