using Allocation.Core.Ledger;
using Allocation.Core.Storage.Notes;

namespace Allocation.Core.Reports;

/// <summary>Services, direct allocations and tickets with what they hold.</summary>
internal static class LeaseTables
{
    public static void Write(HtmlWriter html, AllocationReport report, LiveView? acting)
    {
        var ofServices = HaveNotes(report.Services.Select(line => line.Notes));
        string[] buttons = acting is null ? [] : [""];
        if (report.ServiceCount > 0 || !report.IsSearch)
            Section(html, "Services", "service-table",
                [.. (string[])["Name", "State", "Definition", "Holds", "From", "Until"], .. ofServices, .. buttons],
                report.Services, report.ServiceCount, line =>
                {
                    Row(html, line, withKind: true, ofServices.Length > 0);
                    if (acting is not null) ReportTable.Button(html, () => ActButton.Remove(html, acting, line));
                });
        var ofDirect = HaveNotes(report.Direct.Select(line => line.Notes));
        if (report.DirectCount > 0)
            Section(html, "Direct allocations", "direct-table", [.. (string[])["Name", "State", "Holds", "From", "Until"], .. ofDirect,
                    .. buttons],
                report.Direct, report.DirectCount, line =>
                {
                    Row(html, line, withKind: false, ofDirect.Length > 0);
                    if (acting is not null)
                        ReportTable.Button(html, () => ActButton.GiveBack(html, acting, line.Id, line.Holds[0], line.Name));
                });
        var ofTickets = HaveNotes(report.Tickets.Select(line => line.Notes));
        if (report.TicketCount > 0)
            Section(html, "Tickets", "ticket-table",
                [.. (string[])["Ticket", "State", "Tags", "Holds, or waits because", "Opened", "Until"], .. ofTickets, .. buttons],
                report.Tickets, report.TicketCount, line =>
                {
                    Row(html, line, ofTickets.Length > 0);
                    if (acting is not null)
                        ReportTable.Button(html, () => ActButton.Close(html, acting, LedgerText.Of(line.Id), line.Holds));
                });
    }

    // A column for notes only where there are some.
    private static string[] HaveNotes(IEnumerable<NoteSet> notes) => notes.Any(note => !note.IsEmpty) ? ["Notes"] : [];

    private static void Section<T>(
        HtmlWriter html, string title, string id, string[] columns, IReadOnlyList<T> lines, long all, Action<T> row)
    {
        html.Write($"<section aria-labelledby=\"{id}-title\">\n<h2 id=\"{id}-title\">{title}</h2>\n");
        if (lines.Count == 0) html.Write($"<p class=\"none\">There are none.</p>\n");
        else ReportTable.Write(html, id, columns, lines, row);
        if (lines.Count < all) html.Write($"<p class=\"none\">The first {ReportText.Count(lines.Count)} of {ReportText.Count(all)}.</p>\n");
        html.Write($"</section>\n");
    }

    private static void Row(HtmlWriter html, LeaseLine line, bool withKind, bool withNotes)
    {
        ReportTable.Cell(html, "Name", line.Name);
        State(html, line.State);
        if (withKind) ReportTable.Cell(html, "Definition", line.Kind);
        html.Write($"<td data-label=\"Holds\"><div>");
        foreach (var held in line.Holds) html.Write($"<span class=\"held\">{held}</span> ");
        html.Write($"</div></td>");
        ReportTable.Cell(html, "From", line.Start);
        ReportTable.Cell(html, "Until", line.End);
        if (withNotes) ReportTable.Cell(html, "Notes", ReportText.Notes(line.Notes));
    }

    private static void Row(HtmlWriter html, TicketLine line, bool withNotes)
    {
        ReportTable.Cell(html, "Ticket", LedgerText.Of(line.Id));
        State(html, line.State);
        ReportTable.Cell(html, "Tags", string.Join(", ", line.Tag));
        ReportTable.Cell(html, line.State == "ready" ? "Holds" : "Because", line.Holds);
        ReportTable.Cell(html, "Opened", line.Opened);
        ReportTable.Cell(html, "Until", line.End);
        if (withNotes) ReportTable.Cell(html, "Notes", ReportText.Notes(line.Notes));
    }

    private static void State(HtmlWriter html, string state) =>
        html.Write($"<td data-label=\"State\"><span class=\"badge {Mood(state)}\">{state}</span></td>");

    private static string Mood(string state) => state switch
    {
        "up" or "active" or "ready" => "good",
        "rejected" or "deallocating" or "waiting" => "bad",
        _ => "",
    };
}
