using System.Globalization;
using System.Text;
using Allocation.Core.Files;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Addresses;

namespace Allocation.Core.Reports;

/// <summary>
/// Writes a report as one page that needs nothing else: no network, no other file. Its content security policy allows the
/// style sheet and the script that are in it, by their digests, and nothing besides.
/// </summary>
internal static class ReportPage
{
    /// <summary>Writes the page; see <see cref="ExportFile"/>. Only the owner of the file can read it: it tells who uses what.</summary>
    /// <exception cref="NotDurableException">It was written, but it may not be on the disk.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static void Save(AllocationReport report, StoreUri store, string path)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        Write(report, text);
        ExportFile.Write(store, path, stream => stream.Write(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>What the page may load and run. A page of a server may also ask the server.</summary>
    /// <param name="isLive">Whether it is kept current by a server.</param>
    public static string Policy(bool isLive) =>
        $"default-src 'none'; style-src {ReportAsset.Style.Digest}; script-src {ReportAsset.Script.Digest}; base-uri 'none'; " +
            "form-action 'none'" + (isLive ? "; connect-src 'self'" : "");

    /// <summary>Writes the page.</summary>
    /// <param name="report">What it tells.</param>
    /// <param name="output">Where.</param>
    /// <param name="events">Where the page is told of changes, by which it is kept current; null for a file.</param>
    public static void Write(AllocationReport report, TextWriter output, string? events = null)
    {
        var html = new HtmlWriter(output);
        Head(html, Policy(isLive: events is not null));
        Title(html, report);
        if (events is not null) html.Write($"<p id=\"live\" class=\"none\" role=\"status\" data-events=\"{events}\"></p>\n");
        html.Write($"<main>\n");
        LeakTable.Write(html, report);
        AttentionList.Write(html, report);
        PoolCards.Write(html, report.Pools, report.ResourcePools);
        PoolMaps.Write(html, report.Pools);
        LeaseTables.Write(html, report);
        html.Write($"</main>\n<footer>All figures are of one moment, {report.CreatedAt}. Times are UTC.</footer>\n");
        html.Write($"<div id=\"tip\" role=\"status\" hidden></div>\n<script>");
        html.Write(ReportAsset.Script);
        html.Write($"</script>\n</body>\n</html>\n");
    }

    private static void Head(HtmlWriter html, string policy)
    {
        html.Write($"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.Write($"<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n");
        html.Write($"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" " +
            $"content=\"light dark\">\n");
        html.Write($"<meta name=\"referrer\" content=\"no-referrer\">\n<title>Allocation report</title>\n<style>");
        html.Write(ReportAsset.Style);
        html.Write($"</style>\n</head>\n<body>\n");
    }

    private static void Title(HtmlWriter html, AllocationReport report)
    {
        html.Write($"<header class=\"top\">\n<div><h1>Allocation " +
            $"report</h1>\n<p><bdi>{report.Store}</bdi><br><time>{report.CreatedAt}</time></p></div>\n<ul class=\"figures\">\n");
        Figure(html, report.Pools.Count + report.ResourcePools.Count, "pool", "pools");
        Figure(html, report.Pools.Sum(p => p.Pool.Held) + report.ResourcePools.Sum(p => p.Pool.Taken), "held", "held");
        Figure(html, report.ServiceCount, "service", "services");
        if (report.DirectCount > 0) Figure(html, report.DirectCount, "direct", "direct");
        if (report.TicketCount > 0) Figure(html, report.TicketCount, "ticket", "tickets");
        if (report.Waiting.Count > 0) Figure(html, report.Waiting.Sum(line => line.Count), "waiting", "waiting", "bad");
        Figure(html, report.Leaks.Count, "leak", "leaks", report.Leaks.Count > 0 ? "bad" : "good");
        html.Write($"</ul>\n</header>\n");
    }

    private static void Figure(HtmlWriter html, long number, string one, string several, string mood = "") =>
        html.Write($"<li class=\"{mood}\"><b>{ReportText.Count(number)}</b>{(number == 1 ? one : several)}</li>\n");
}
