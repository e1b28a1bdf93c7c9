namespace Allocation.Core.Reports;

/// <summary>What should not be held comes first, in red.</summary>
internal static class LeakTable
{
    public static void Write(HtmlWriter html, AllocationReport report)
    {
        if (report.Leaks.Count == 0) return;
        html.Write($"<section class=\"leaks\" aria-labelledby=\"leaks\">\n<h2 id=\"leaks\">Held, and should not be</h2>\n");
        ReportTable.Write(html, "leak-table", ["Pool", "Resource", "Held for", "Since", "Why it is a leak"], report.Leaks, leak =>
        {
            ReportTable.Cell(html, "Pool", leak.Pool);
            ReportTable.Cell(html, "Resource", leak.ResourceId);
            ReportTable.Cell(html, "Held for", leak.Holder);
            ReportTable.Cell(html, "Since", leak.Since);
            ReportTable.Cell(html, "Why it is a leak", leak.Reason);
        });
        if (report.Leaks.Count == ReportLimits.Leaks)
            html.Write($"<p class=\"none\">These are the first {ReportLimits.Leaks}; there may be more.</p>\n");
        html.Write($"</section>\n");
    }
}
