namespace Allocation.Core.Reports;

/// <summary>Tickets that wait, resource pools with problems, and inventories that do not answer: what a person has to look at,
/// before everything that is well.</summary>
internal static class AttentionList
{
    public static void Write(HtmlWriter html, AllocationReport report)
    {
        if (report.Waiting.Count == 0 && !report.Problems.Any() && report.Notices.Count == 0) return;
        html.Write($"<section class=\"attention\" aria-labelledby=\"attention\">\n<h2 id=\"attention\">Waiting tickets and " +
            $"problems</h2>\n<ul>\n");
        foreach (var line in report.Waiting)
            html.Write($"<li>{(line.Count == 1 ? "1 ticket waits" : ReportText.Count(line.Count) + " tickets wait")} for " +
                $"<bdi>{string.Join(", ", line.Tag)}</bdi> since {line.Since}: {line.Reason}.</li>\n");
        foreach (var (pool, problem) in report.Problems) html.Write($"<li>Pool <bdi>{pool}</bdi>: {problem}</li>\n");
        foreach (var notice in report.Notices) html.Write($"<li>{notice}</li>\n");
        html.Write($"</ul>\n</section>\n");
    }
}
