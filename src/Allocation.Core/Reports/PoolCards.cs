using System.Globalization;
using System.Text;
using Allocation.Core.Pools.Use;

namespace Allocation.Core.Reports;

/// <summary>A tile for each pool: how full it is, and how that came about.</summary>
internal static class PoolCards
{
    private const double TrendWidth = 300;
    private const double TrendHeight = 56;

    public static void Write(HtmlWriter html, IReadOnlyList<ReportPool> sections, IReadOnlyList<ReportResourcePool> resourcePools,
        bool mayAct)
    {
        html.Write($"<section aria-labelledby=\"pools\">\n<h2 id=\"pools\">Pools</h2>\n");
        if (sections.Count + resourcePools.Count == 0) html.Write($"<p class=\"none\">There is no pool yet.</p>\n");
        html.Write($"<div class=\"cards\">\n");
        foreach (var section in sections) Card(html, section, mayAct);
        foreach (var section in resourcePools) Card(html, section, mayAct);
        html.Write($"</div>\n</section>\n");
    }

    private static void Card(HtmlWriter html, ReportPool section, bool mayAct)
    {
        var pool = section.Pool;
        var full = pool is { Size: > 0, Free: 0 } ? " full" : Level(pool.PercentUsed);
        html.Write($"<article class=\"card{full}\">\n<h3><bdi>{pool.Name}</bdi></h3>\n<p class=\"range\"><bdi>{pool.Gives}</bdi></p>\n");
        html.Write($"<p class=\"big\">{Percent(pool.PercentUsed)}<small>held</small></p>\n");
        Meter(html, pool.Held, pool.Cooling, pool.Size);
        html.Write($"<dl>\n");
        Term(html, "Held", pool.Held);
        Term(html, "Free", pool.Free);
        if (pool.Cooling > 0) Term(html, "Cooling down", pool.Cooling);
        Term(html, "Size", pool.Size);
        html.Write($"</dl>\n");
        var notes = ReportText.Notes(new() { Description = pool.Description, Owner = pool.Owner, Tags = pool.Tag });
        if (notes.Length > 0) html.Write($"<p class=\"state\"><bdi>{notes}</bdi></p>\n");
        Trend(html, section.Trend);
        if (mayAct) Button(html, () => ActButton.Take(html, pool.Name));
        html.Write($"</article>\n");
    }

    private static void Card(HtmlWriter html, ReportResourcePool section, bool mayAct)
    {
        var pool = section.Pool;
        var full = pool.Taken >= pool.Max || pool.Leaked > 0 || pool.Problem is not null ? " full" : Level(pool.PercentUsed);
        html.Write($"<article class=\"card{full}\">\n<h3><bdi>{pool.Name}</bdi></h3>\n<p " +
            $"class=\"range\"><bdi>{string.Join(", ", pool.Tag.Concat(pool.TagOnDemand))}</bdi></p>\n");
        html.Write($"<p class=\"big\">{Percent(pool.PercentUsed)}<small>held</small></p>\n");
        Meter(html, pool.Taken, pool.Starting + pool.Releasing + pool.Deleting, pool.Max);
        html.Write($"<dl>\n");
        Term(html, "Held", pool.Taken);
        Term(html, "Ready", pool.Ready);
        if (pool.Starting > 0) Term(html, "Starting", pool.Starting);
        if (pool.Releasing > 0) Term(html, "Releasing", pool.Releasing);
        if (pool.Deleting > 0) Term(html, "Deleting", pool.Deleting);
        if (pool.Leaked > 0) Term(html, "Left over", pool.Leaked);
        Term(html, "Max", pool.Max);
        html.Write($"</dl>\n");
        if (pool.Description is { } description) html.Write($"<p class=\"state\"><bdi>{description}</bdi></p>\n");
        if (pool.Removed) html.Write($"<p class=\"state\">Removed once it is empty.</p>\n");
        else if (pool.Draining) html.Write($"<p class=\"state\">Draining.</p>\n");
        if (pool.Paused) html.Write($"<p class=\"state\">Paused.</p>\n");
        if (pool.Problem is { } problem) html.Write($"<p class=\"problem\">{problem}</p>\n");
        Trend(html, section.Trend);
        if (mayAct) Button(html, () => ActButton.Open(html, pool.Name, pool.Tag));
        html.Write($"</article>\n");
    }

    private static void Button(HtmlWriter html, Action button)
    {
        html.Write($"<p class=\"acts\">");
        button();
        html.Write($"</p>\n");
    }

    // A pool that can give nothing has no use in percent.
    private static string Percent(double? percent) => percent is null ? "\u2013" : UseInPercent.Text(percent);

    private static string Level(double? percent) => UseInPercent.LevelOf(percent) switch
    {
        UseLevel.Normal => "",
        UseLevel.High => " high",
        UseLevel.Full => " full",
    };

    private static void Term(HtmlWriter html, string name, long number) =>
        html.Write($"<div><dt>{name}</dt><dd>{ReportText.Count(number)}</dd></div>\n");

    // Held, and between two states: cooling down, starting or going.
    private static void Meter(HtmlWriter html, long held, long between, long size)
    {
        var (first, second) = (Width(held, size), Width(between, size));
        html.Write($"<svg class=\"meter\" viewBox=\"0 0 100 1\" preserveAspectRatio=\"none\" role=\"img\" " +
            $"aria-label=\"{ReportText.Count(held)} of {ReportText.Count(size)} held\">");
        html.Write($"<rect class=\"h\" width=\"{first}\" height=\"1\"/><rect class=\"c\" x=\"{first}\" width=\"{second}\" " +
            $"height=\"1\"/></svg>\n");
    }

    // One that is held shows, however large the pool.
    private static double Width(long part, long whole) => part <= 0 || whole <= 0 ? 0 : Math.Clamp(100.0 * part / whole, 0.7, 100);

    private static void Trend(HtmlWriter html, IReadOnlyList<long> trend)
    {
        var (first, last, most) = (trend[0], trend[^1], Math.Max(1, trend.Max()));
        var line = new StringBuilder();
        for (var i = 0; i < trend.Count; i++)
        {
            var x = TrendWidth * i / (trend.Count - 1);
            var y = TrendHeight - 3 - ((TrendHeight - 8) * trend[i] / most);
            line.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? 'M' : 'L')}{x:0.#} {y:0.#}");
        }

        var what = $"Held over {ReportLimits.TrendDays} days: {ReportText.Count(first)} at first, {ReportText.Count(trend.Max())} at " +
            $"most, {ReportText.Count(last)} now";
        html.Write($"<figure><svg class=\"trend\" viewBox=\"0 0 {TrendWidth} {TrendHeight}\" preserveAspectRatio=\"none\" role=\"img\" " +
            $"aria-label=\"{what}\">");
        html.Write($"<path class=\"area\" d=\"{line.ToString()}L{TrendWidth} {TrendHeight}L0 {TrendHeight}Z\"/><path class=\"line\" " +
            $"d=\"{line.ToString()}\"/></svg>\n");
        html.Write($"<figcaption><span>{ReportText.Count(first)}</span><span>{ReportLimits.TrendDays} days, at most " +
            $"{ReportText.Count(trend.Max())}</span><span>{ReportText.Count(last)}</span></figcaption></figure>\n");
    }
}
