using Allocation.Core.Texts;

namespace Allocation.Cli.Output;

/// <summary>
/// A table for people. Rows are collected and drawn in batches, so that a long list needs little memory; nearly every
/// list is one batch. A list without rows is nothing at all. What steers a terminal is made visible in every cell.
/// </summary>
internal abstract class TableList<T>(IReadOnlyList<Column<T>> columns) : ResultList<T>
{
    private const int BatchSize = 1000;

    private readonly List<string[]> _rows = [];
    private bool _drawn;

    /// <summary>What is in the columns.</summary>
    protected IReadOnlyList<Column<T>> Columns => columns;

    /// <inheritdoc/>
    public override void Add(T item)
    {
        _rows.Add([.. columns.Select(c => VisibleText.Of(c.Text(item) ?? ""))]);
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
    protected abstract void Draw(IReadOnlyList<string[]> rows, bool first);

    private void DrawBatch()
    {
        Draw(_rows, first: !_drawn);
        _drawn = true;
        _rows.Clear();
    }
}
