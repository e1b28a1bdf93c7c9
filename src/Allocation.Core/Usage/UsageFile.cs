using Allocation.Core.Errors;
using Allocation.Core.Files;
using Allocation.Core.Tables;

namespace Allocation.Core.Usage;

/// <summary>A file that says which numbers of a pool are used and by whom, as it was read.</summary>
/// <param name="Path">Its full path.</param>
/// <param name="Rows">What could be read.</param>
/// <param name="Mistakes">What is wrong with the rest; the import adds what the pool cannot meet.</param>
internal sealed record UsageFile(string Path, IReadOnlyList<UsageRow> Rows, LineMistakes Mistakes)
{
    /// <summary>How it would be read better; null when it is read as what it looks like.</summary>
    public WayOut? WayOut { get; init; }

    /// <summary>Reads a file. Mistakes are collected, not thrown.</summary>
    /// <exception cref="InvalidPoolFileException">It cannot be read as text.</exception>
    public static UsageFile Read(string path, UsageFormat format, CancellationToken cancellation = default)
    {
        try
        {
            return Of(path, InputFile.ReadText(path), format, cancellation);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InvalidPoolFileException(System.IO.Path.GetFullPath(path), error.Message, error);
        }
    }

    /// <summary>As <see cref="Read"/>, for a file whose text was read already.</summary>
    public static UsageFile Of(string path, string text, UsageFormat format, CancellationToken cancellation = default)
    {
        var mistakes = new LineMistakes();
        var isOfNetBox = format == UsageFormat.Csv && NetBoxUsage.IsMeantBy(CsvUsage.UnknownColumns(text));
        var rows = format switch
        {
            UsageFormat.Csv => CsvUsage.Read(text, mistakes, cancellation),
            UsageFormat.NetBox => NetBoxUsage.Read(text, mistakes, cancellation),
            UsageFormat.ShowVlan => ShowVlanUsage.Read(text, mistakes),
        };
        if (rows.Count == 0 && !mistakes.Exist) mistakes.Add(1, "The file must name at least one number, and names none.");
        return new UsageFile(System.IO.Path.GetFullPath(path), rows, mistakes) { WayOut = isOfNetBox ? WayOut.FormatNetBox : null };
    }
}
