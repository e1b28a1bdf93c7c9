namespace Allocation.Core.Reports;

/// <summary>Services and tickets with what they hold.</summary>
internal static class LeaseTables
{
    public static void Write(HtmlWriter html, AllocationReport report)
    {
        Section(html, "Services", "service-table", report.Services, report.ServiceCount, withKind: true);
        if (report.TicketCount > 0) Section(html, "Tickets", "ticket-table", report.Tickets, report.TicketCount, withKind: false);
    }

    private static void Section(HtmlWriter html, string title, string id, IReadOnlyList<LeaseLine> lines, long all, bool withKind)
    {
        html.Write($"<section aria-labelledby=\"{id}-title\">\n<h2 id=\"{id}-title\">{title}</h2>\n");
        string[] columns = withKind
            ? ["Name", "State", "Definition", "Holds", "From", "Until"]
            : ["Name", "State", "Holds", "From", "Until"];
        if (lines.Count == 0) html.Write($"<p class=\"none\">There are none.</p>\n");
        else ReportTable.Write(html, id, columns, lines, line => Row(html, line, withKind));
        if (lines.Count < all) html.Write($"<p class=\"none\">The first {ReportText.Count(lines.Count)} of {ReportText.Count(all)}.</p>\n");
        html.Write($"</section>\n");
    }

    private static void Row(HtmlWriter html, LeaseLine line, bool withKind)
    {
        ReportTable.Cell(html, "Name", line.Name);
        html.Write($"<td data-label=\"State\"><span class=\"badge {Mood(line.State)}\">{line.State}</span></td>");
        if (withKind) ReportTable.Cell(html, "Definition", line.Kind);
        html.Write($"<td data-label=\"Holds\"><div>");
        foreach (var held in line.Holds) html.Write($"<span class=\"held\">{held}</span> ");
        html.Write($"</div></td>");
        ReportTable.Cell(html, "From", line.Start);
        ReportTable.Cell(html, "Until", line.End);
    }

    private static string Mood(string state) => state switch
    {
        "up" or "open" => "good",
        "rejected" or "deallocating" => "bad",
        _ => "",
    };
}
