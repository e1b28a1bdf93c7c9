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

    /// <summary>How long a text to search for may be.</summary>
    public const int LongestSearch = 250;

    /// <summary>What the page may load and run. A page of a server may also ask the server.</summary>
    /// <param name="isLive">Whether it is kept current by a server.</param>
    public static string Policy(bool isLive) =>
        $"default-src 'none'; style-src {ReportAsset.Style.Digest}; script-src {ReportAsset.Script.Digest}; base-uri 'none'; " +
            "form-action 'none'" + (isLive ? "; connect-src 'self'" : "");

    /// <summary>Writes the page.</summary>
    /// <param name="report">What it tells.</param>
    /// <param name="output">Where.</param>
    /// <param name="view">What a page of a server does besides; null for a file.</param>
    public static void Write(AllocationReport report, TextWriter output, LiveView? view = null)
    {
        var html = new HtmlWriter(output);
        var acting = view is { MayAct: true } ? view : null;
        PageHead.Write(html, "Allocation report", Policy(isLive: view is not null));
        Title(html, report);
        if (view is not null) Search(html, view);
        html.Write($"<main>\n");
        if (view?.Pools is { } pools) Narrowed(html, pools);
        if (report.IsSearch) Found(html, report);
        NumberTable.Write(html, report, acting);
        LeakTable.Write(html, report);
        AttentionList.Write(html, report);
        if (report.Pools.Count + report.ResourcePools.Count > 0 || !report.IsSearch)
            PoolCards.Write(html, report.Pools, report.ResourcePools, mayAct: acting is not null);
        PoolMaps.Write(html, report.Pools);
        LeaseTables.Write(html, report, acting);
        html.Write($"</main>\n<footer>All figures are of one moment, {report.CreatedAt}. Times are UTC.</footer>\n");
        if (acting is not null) ActDialogs.Write(html, acting);
        html.Write($"<div id=\"tip\" role=\"status\" hidden></div>\n<script>");
        html.Write(ReportAsset.Script);
        html.Write($"</script>\n</body>\n</html>\n");
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

    // The filters below the tables look through what is shown; this looks through the store.
    private static void Search(HtmlWriter html, LiveView view)
    {
        html.Write($"<div class=\"tools\" role=\"search\"><label>Search <input id=\"search\" type=\"search\" value=\"{view.Search}\" " +
            $"maxlength=\"{LongestSearch}\" autocomplete=\"off\" aria-keyshortcuts=\"/\" " +
            $"placeholder=\"names, numbers, tags, owners\"></label>\n");
        html.Write($"<p id=\"live\" role=\"status\" data-events=\"{view.Events}\" data-at=\"{view.At}\"></p></div>\n");
    }

    // Nobody takes a part for the whole.
    private static void Narrowed(HtmlWriter html, IReadOnlyList<string> pools) => html.Write(
        $"<p class=\"none\">Your token sees only the pools <bdi>{string.Join(", ", pools)}</bdi>. This page has only what belongs to " +
        $"them alone: no service that has or had something of another pool, and no word about inventories that do not answer.</p>\n");

    // The script says it beside the search.
    private static void Found(HtmlWriter html, AllocationReport report)
    {
        var rows = report.Leaks.Count + report.ServiceCount + report.DirectCount + report.TicketCount;
        var pools = report.Pools.Count + report.ResourcePools.Count;
        if (rows + pools == 0) html.Write($"<p id=\"found\" hidden>Nothing has all of these words or numbers.</p>\n");
        else
            html.Write($"<p id=\"found\" hidden>Found: {ReportText.Count(pools)} {(pools == 1 ? "pool" : "pools")}, " +
                $"{ReportText.Count(rows)} {(rows == 1 ? "row" : "rows")}.</p>\n");
    }

    private static void Figure(HtmlWriter html, long number, string one, string several, string mood = "") =>
        html.Write($"<li class=\"{mood}\"><b>{ReportText.Count(number)}</b>{(number == 1 ? one : several)}</li>\n");
}
