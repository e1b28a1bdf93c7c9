namespace Allocation.Core.Reports;

/// <summary>The number that a reader looks for: what it is in each pool that gives it, also where it is free.</summary>
internal static class NumberTable
{
    public static void Write(HtmlWriter html, AllocationReport report, LiveView? acting)
    {
        if (report.Numbers.Count == 0) return;
        string[] buttons = acting is null ? [] : [""];
        html.Write($"<section aria-labelledby=\"numbers\">\n<h2 id=\"numbers\">Numbers</h2>\n");
        ReportTable.Write(html, "number-table", [.. (string[])["Pool", "Number", "State", "By, or until"], .. buttons], report.Numbers,
            line =>
            {
                ReportTable.Cell(html, "Pool", line.Pool);
                ReportTable.Cell(html, "Number", line.ResourceId);
                ReportTable.Cell(html, "State", line.Cell is { } cell ? PoolMaps.Name(cell.State) : "free");
                ReportTable.Cell(html, "By, or until", line.Cell?.Text ?? "");
                if (acting is not null) ReportTable.Button(html, () => Act(html, acting, line));
            });
        html.Write($"</section>\n");
    }

    private static void Act(HtmlWriter html, LiveView view, NumberLine line)
    {
        if (line.Cell is null) ActButton.Take(html, line.Pool, line.ResourceId);
        else if (line.ReservationId is { } id)
            ActButton.GiveBack(html, view, id, $"{line.ResourceId} of {line.Pool}", line.Cell.Text ?? "");
    }
}
