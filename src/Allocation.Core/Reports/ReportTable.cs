namespace Allocation.Core.Reports;

/// <summary>A table that can be sorted and filtered in the page.</summary>
internal static class ReportTable
{
    /// <summary>Writes the table.</summary>
    /// <param name="html">The page.</param>
    /// <param name="id">An id within the page.</param>
    /// <param name="columns">The headings; an empty one is that of buttons.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="cells">Writes the cells of one row, each with one of the overloads of <c>Cell</c>.</param>
    public static void Write<T>(HtmlWriter html, string id, IReadOnlyList<string> columns, IReadOnlyList<T> rows, Action<T> cells)
    {
        html.Write($"<div class=\"tools\"><label>Filter <input type=\"search\" data-table=\"{id}\" " +
            $"autocomplete=\"off\"></label><output></output></div>\n");
        html.Write($"<div class=\"box\" data-of=\"{id}\" tabindex=\"0\" role=\"group\" aria-label=\"Table\">\n");
        html.Write($"<table id=\"{id}\">\n<thead><tr>");
        foreach (var column in columns)
        {
            if (column.Length > 0) html.Write($"<th scope=\"col\" aria-sort=\"none\"><button type=\"button\">{column}</button></th>");
            else html.Write($"<td></td>");
        }

        html.Write($"</tr></thead>\n<tbody>\n");
        foreach (var row in rows)
        {
            html.Write($"<tr>");
            cells(row);
            html.Write($"</tr>\n");
        }

        html.Write($"</tbody>\n</table>\n</div>\n");
    }

    /// <summary>A cell of text.</summary>
    public static void Cell(HtmlWriter html, string column, string text) =>
        html.Write($"<td data-label=\"{column}\"><bdi>{text}</bdi></td>");

    /// <summary>A cell of a button, or of none.</summary>
    public static void Button(HtmlWriter html, Action button)
    {
        html.Write($"<td class=\"act\">");
        button();
        html.Write($"</td>");
    }

    /// <summary>A cell of a time; one without a time sorts last.</summary>
    public static void Cell(HtmlWriter html, string column, DateTimeOffset? time)
    {
        if (time is { } given)
            html.Write($"<td data-label=\"{column}\" data-sort=\"{given.ToUnixTimeSeconds()}\" class=\"time\">{given}</td>");
        else html.Write($"<td data-label=\"{column}\" data-sort=\"{long.MaxValue}\" class=\"time\">no end</td>");
    }
}
