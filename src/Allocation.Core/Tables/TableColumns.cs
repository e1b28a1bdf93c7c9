namespace Allocation.Core.Tables;

/// <summary>Which column of a CSV file is which. Names are compared without case, blanks, underscores and hyphens.</summary>
internal sealed class TableColumns
{
    private readonly Dictionary<string, int> _places = [];
    private readonly CsvFile _file;

    /// <summary>Looks at the columns of a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="names">The names that a column can have, the one to show first, by what it is.</param>
    /// <param name="ignoresOthers">Whether other columns are passed over, or are mistakes.</param>
    /// <param name="mistakes">Gets what is wrong with them.</param>
    public TableColumns(CsvFile file, IReadOnlyList<string[]> names, bool ignoresOthers, LineMistakes mistakes)
    {
        _file = file;
        for (var place = 0; place < file.Columns.Count; place++)
        {
            var written = file.Columns[place];
            if (names.FirstOrDefault(known => AreOne(known, written)) is not { } known)
            {
                if (!ignoresOthers)
                    mistakes.Add(1, $"'{written}' is not a known column; the columns are {string.Join(", ", names.Select(n => n[0]))}.");
            }
            else if (!_places.TryAdd(known[0], place))
            {
                var other = file.Columns[_places[known[0]]];
                mistakes.Add(1, Key(other) == Key(written)
                    ? $"There are two columns '{written}'; there must be one."
                    : $"'{other}' and '{written}' are the same column; there must be one of them.");
            }
        }
    }

    /// <summary>Whether a column has one of the names.</summary>
    public static bool AreOne(IEnumerable<string> names, string column) => names.Any(name => Key(name) == Key(column));

    /// <summary>Whether the file has a column.</summary>
    public bool Has(string name) => _places.ContainsKey(name);

    /// <summary>The name of a column as the file writes it.</summary>
    public string Written(string name) => _file.Columns[_places[name]];

    /// <summary>The cell of a row; null when it is empty, or the file has no such column.</summary>
    public string? Cell(CsvRow row, string name) =>
        _places.TryGetValue(name, out var place) && row.Cells[place] is { Length: > 0 } cell ? cell : null;

    private static string Key(string name) => string.Concat(name.Where(c => c is not (' ' or '_' or '-'))).ToLowerInvariant();
}
