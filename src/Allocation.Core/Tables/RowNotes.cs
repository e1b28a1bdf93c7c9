using Allocation.Core.Storage.Notes;

namespace Allocation.Core.Tables;

/// <summary>What the cells of a row say of notes.</summary>
internal static class RowNotes
{
    /// <summary>The columns.</summary>
    public static IReadOnlyList<string[]> Columns { get; } = [["Description"], ["Owner"], ["Tags", "Tag"]];

    /// <summary>The notes in the columns that are named so.</summary>
    /// <inheritdoc cref="Of(CsvRow, string?, string?, string?, NoteSet, LineMistakes)"/>
    public static NoteSet Of(CsvRow row, TableColumns columns, NoteSet usual, LineMistakes mistakes) =>
        Of(row, columns.Cell(row, "Description"), columns.Cell(row, "Owner"), columns.Cell(row, "Tags"), usual, mistakes);

    /// <summary>The notes.</summary>
    /// <param name="row">The row.</param>
    /// <param name="description">The cell of the description; null leaves the usual one.</param>
    /// <param name="owner">The cell of the owner; null leaves the usual one.</param>
    /// <param name="tags">The cell of the tags; null leaves the usual ones.</param>
    /// <param name="usual">What holds where the row says nothing, and where it has a mistake.</param>
    /// <param name="mistakes">Gets what cannot be noted.</param>
    public static NoteSet Of(CsvRow row, string? description, string? owner, string? tags, NoteSet usual, LineMistakes mistakes)
    {
        try
        {
            return NoteChange.Read(description, owner, tags is null ? null : [tags], mistake => new FormatException(mistake))
                .ApplyTo(usual);
        }
        catch (FormatException mistake)
        {
            mistakes.Add(row.Line, mistake.Message);
            return usual;
        }
    }
}
