namespace Allocation.Core.Reports;

/// <summary>Tickets that wait and resource pools with problems: what a person has to look at, before everything that is well.</summary>
internal static class AttentionList
{
    public static void Write(HtmlWriter html, AllocationReport report)
    {
        if (report.Waiting.Count == 0 && !report.Problems.Any()) return;
        html.Write($"<section class=\"attention\" aria-labelledby=\"attention\">\n<h2 id=\"attention\">Waiting tickets and problems of " +
            $"pools</h2>\n<ul>\n");
        foreach (var line in report.Waiting)
            html.Write($"<li>{(line.Count == 1 ? "1 ticket waits" : ReportText.Count(line.Count) + " tickets wait")} for " +
                $"<bdi>{string.Join(", ", line.Tag)}</bdi> since {line.Since}: {line.Reason}.</li>\n");
        foreach (var (pool, problem) in report.Problems) html.Write($"<li>Pool <bdi>{pool}</bdi>: {problem}</li>\n");
        html.Write($"</ul>\n</section>\n");
    }
}
