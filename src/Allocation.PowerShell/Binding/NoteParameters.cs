using System.Management.Automation;
using Allocation.Core.Errors;
using Allocation.Core.Storage.Notes;

namespace Allocation.PowerShell.Binding;

/// <summary>
/// The parameters Description, Owner and Tag of a cmdlet. What was typed counts as it is, so that an empty text clears a note. Of what
/// comes through the pipeline, such as a cell of a CSV file, only what has a content counts.
/// </summary>
/// <param name="invocation">The cmdlet before it has read anything from the pipeline.</param>
internal sealed class NoteParameters(InvocationInfo invocation)
{
    private readonly HashSet<string> _typed = new(invocation.BoundParameters.Keys, StringComparer.OrdinalIgnoreCase);

    /// <summary>What to change of notes.</summary>
    /// <param name="description">Description.</param>
    /// <param name="owner">Owner.</param>
    /// <param name="tags">Tag.</param>
    /// <param name="refusal">The error of a mistake, which is a whole sentence.</param>
    public NoteChange Read(string? description, string? owner, string[]? tags, Func<string, AllocationException> refusal) =>
        ReadTyped(description, owner, tags, refusal, HasContent);

    /// <summary>As <see cref="Read"/>, of what was typed alone: where the object in the pipeline has notes of its own.</summary>
    public NoteChange ReadTyped(string? description, string? owner, string[]? tags, Func<string, AllocationException> refusal) =>
        ReadTyped(description, owner, tags, refusal, _ => false);

    private NoteChange ReadTyped(string? description, string? owner, string[]? tags, Func<string, AllocationException> refusal,
        Func<string?, bool> counts) =>
        NoteChange.Read(
            _typed.Contains("Description") || counts(description) ? description : null,
            _typed.Contains("Owner") || counts(owner) ? owner : null,
            _typed.Contains("Tag") || tags?.Any(counts) == true ? tags : null,
            // The variable behind it was empty, or all tags were to go.
            mistake => refusal(_typed.Contains("Tag") && tags is { Length: > 0 } && !tags.Any(HasContent)
                ? "-Tag must not be an empty text. -Tag @() means no tags."
                : mistake));

    private static bool HasContent(string? text) => !string.IsNullOrWhiteSpace(text);
}
