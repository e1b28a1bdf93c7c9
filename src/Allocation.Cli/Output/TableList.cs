using Allocation.Core.Pools.Use;
using Allocation.Core.Texts;

namespace Allocation.Cli.Output;

/// <summary>
/// A table for people. Rows are collected and drawn in batches, so that a long list needs little memory; nearly every
/// list is one batch. A list without rows is nothing at all. What steers a terminal is made visible in every cell.
/// </summary>
internal abstract class TableList<T>(IReadOnlyList<Column<T>> columns) : ResultList<T>
{
    private const int BatchSize = 1000;

    private readonly List<TableCell[]> _rows = [];
    private bool _drawn;

    /// <summary>What is in the columns: those in which there is something, as far as that is known before the first is drawn.</summary>
    protected IReadOnlyList<Column<T>> Columns { get; private set; } = columns;

    /// <inheritdoc/>
    public override void Add(T item)
    {
        _rows.Add([.. Columns.Select(c => new TableCell(VisibleText.Of(c.Text(item) ?? ""), c.Level?.Invoke(item) ?? UseLevel.Normal))]);
        if (_rows.Count == BatchSize) DrawBatch();
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        if (_rows.Count > 0) DrawBatch();
    }

    /// <summary>Draws rows.</summary>
    /// <param name="rows">The texts, as many in a row as there are columns.</param>
    /// <param name="first">Whether they are the first ones.</param>
    protected abstract void Draw(List<TableCell[]> rows, bool first);

    private void DrawBatch()
    {
        // Of a longer list the later rows may have something in a column of which the first ones have nothing.
        if (!_drawn && _rows.Count < BatchSize) LeaveOutEmpty();
        Draw(_rows, first: !_drawn);
        _drawn = true;
        _rows.Clear();
    }

    private void LeaveOutEmpty()
    {
        var kept = Enumerable.Range(0, Columns.Count)
            .Where(place => !Columns[place].IsExtra || _rows.Exists(row => row[place].Text.Length > 0)).ToList();
        if (kept.Count == Columns.Count) return;
        Columns = kept.ConvertAll(place => Columns[place]);
        for (var i = 0; i < _rows.Count; i++) _rows[i] = [.. kept.Select(place => _rows[i][place])];
    }
}
