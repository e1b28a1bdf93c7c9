using Allocation.Core.Pools;
using Allocation.Core.Pools.Notations;

namespace Allocation.Core.Reports;

/// <summary>A drawing of each pool: small ones number by number, in rows that begin at whole hundreds; large ones as bars.</summary>
internal static class PoolMaps
{
    // Numbers are written into cells as long as there are few.
    private const long Written = 200;

    public static void Write(HtmlWriter html, IReadOnlyList<ReportPool> sections)
    {
        var drawn = sections.Where(s => s.Cells is not null || s.Bars is not null).ToList();
        if (drawn.Count == 0) return;
        html.Write($"<section aria-labelledby=\"maps\">\n<h2 id=\"maps\">Who holds what</h2>\n");
        foreach (var section in drawn)
        {
            html.Write($"<article class=\"map\">\n<h3><bdi>{section.Pool.Name}</bdi> " +
                $"<small>{section.Pool.Gives}</small></h3>\n");
            if (section.Cells is { } cells) Cells(html, section.Pool, cells);
            if (section.Bars is { } bars) Bars(html, section.Pool, bars);
            html.Write($"</article>\n");
        }

        if (drawn.Count < sections.Count(s => s.Pool.Size > 0))
            html.Write($"<p class=\"none\">The first {drawn.Count} pools are drawn.</p>\n");
        html.Write($"</section>\n");
    }

    private static void Cells(HtmlWriter html, AllocationPool pool, IReadOnlyList<NumberCell> cells)
    {
        Legend(html, cells);
        var few = pool.To - pool.From <= Written;
        var row = few ? 20 : 100;
        var first = pool.To - pool.From <= row ? pool.From : pool.From - (pool.From % row);
        html.Write($"<div class=\"grid {(few ? "few" : "many")}\" data-first=\"{first}\" data-pool=\"{pool.Name}\" " +
            $"tabindex=\"0\" role=\"group\" aria-label=\"What {pool.Name} gives; arrow keys move\">");
        for (var number = first; number < pool.From; number++)
        {
            if (number % row == 0 && pool.Notation == NotationKind.Number) html.Write($"<i data-row=\"{number}\"></i>");
            else html.Write($"<i></i>");
        }

        var next = 0;
        for (var number = pool.From; number < pool.To; number++)
        {
            var cell = next < cells.Count && cells[next].Number == number ? cells[next++] : null;
            var label = pool.Notation != NotationKind.Number ? null : few ? "data-n" : number % row == 0 ? "data-row" : null;
            Cell(html, pool, number, cell, label);
        }

        html.Write($"</div>\n");
    }

    // An address or a text is too wide for its cell; so that each one says what it is, also the free ones are written down.
    private static void Cell(HtmlWriter html, AllocationPool pool, long number, NumberCell? cell, string? label)
    {
        html.Write($"<b");
        if (cell is not null) html.Write($" class=\"{Class(cell.State)}\"");
        if (label is not null) html.Write($" {label}=\"{number}\"");
        html.Write($">");
        if (cell is not null) html.Write($"{pool.Writing.Write(number)}: {Text(cell)} ");
        else if (pool.Notation != NotationKind.Number) html.Write($"{pool.Writing.Write(number)}: free ");
        html.Write($"</b>");
    }

    private static void Legend(HtmlWriter html, IReadOnlyList<NumberCell> cells)
    {
        html.Write($"<p class=\"legend\"><span><b></b>free</span>");
        foreach (var state in Enum.GetValues<CellState>())
        {
            var count = cells.Count(c => c.State == state);
            if (count > 0) html.Write($" <span><b class=\"{Class(state)}\"></b>{Name(state)} {ReportText.Count(count)}</span>");
        }

        html.Write($"</p>\n");
    }

    private static void Bars(HtmlWriter html, AllocationPool pool, IReadOnlyList<RangeBar> bars)
    {
        html.Write($"<svg class=\"bars\" viewBox=\"0 0 {bars.Count * 10} 100\" preserveAspectRatio=\"none\" role=\"img\" " +
            $"aria-label=\"{pool.Name} in {bars.Count} parts; the table below shows which are in use\">\n");
        for (var i = 0; i < bars.Count; i++)
        {
            var bar = bars[i];
            var (held, cooling, excluded) = (Height(bar.Held, bar), Height(bar.Cooling, bar), Height(bar.Excluded, bar));
            html.Write($"<g><desc>{Describe(pool, bar)}</desc><rect class=\"f\" x=\"{i * 10}\" width=\"9\" height=\"100\"/>");
            if (excluded > 0) html.Write($"<rect class=\"x\" x=\"{i * 10}\" y=\"0\" width=\"9\" height=\"{excluded}\"/>");
            if (cooling > 0)
                html.Write($"<rect class=\"c\" x=\"{i * 10}\" y=\"{Math.Max(0, 100 - held - cooling)}\" width=\"9\" " +
                    $"height=\"{cooling}\"/>");
            if (held > 0) html.Write($"<rect class=\"h\" x=\"{i * 10}\" y=\"{100 - held}\" width=\"9\" height=\"{held}\"/>");
            html.Write($"</g>\n");
        }

        html.Write($"</svg>\n<p class=\"axis\"><span>{One(pool, pool.From)}</span><span>{One(pool, pool.To - 1)}</span></p>\n");
        var used = bars.Where(b => b.Held + b.Cooling > 0).ToList();
        html.Write($"<details data-pool=\"{pool.Name}\"><summary>{used.Count} of {bars.Count} parts in use</summary>\n");
        html.Write($"<ul class=\"parts\">\n");
        foreach (var bar in used) html.Write($"<li>{Describe(pool, bar)}</li>\n");
        html.Write($"</ul>\n</details>\n");
    }

    // Something shows, however little it is of its part.
    private static double Height(long part, RangeBar bar) => part <= 0 ? 0 : Math.Clamp(100.0 * part / bar.Range.Count, 3, 100);

    private static string Describe(AllocationPool pool, RangeBar bar)
    {
        var text = $"{One(pool, bar.Range.From)} to {One(pool, bar.Range.To - 1)}: {ReportText.Count(bar.Held)} held, " +
            $"{ReportText.Count(bar.Free)} free";
        if (bar.Cooling > 0) text += $", {ReportText.Count(bar.Cooling)} cooling down";
        return bar.Excluded > 0 ? text + $", {ReportText.Count(bar.Excluded)} excluded" : text;
    }

    private static string One(AllocationPool pool, long number) =>
        pool.Notation == NotationKind.Number ? ReportText.Count(number) : pool.Writing.Write(number);

    private static string Text(NumberCell cell) => cell.Text is not { } text ? Name(cell.State) : cell.State switch
    {
        CellState.Cooling => "cooling down, " + text,
        CellState.Held or CellState.Leaked or CellState.Excluded => text,
    };

    public static string Name(CellState state) => state switch
    {
        CellState.Held => "held",
        CellState.Leaked => "leaked",
        CellState.Cooling => "cooling down",
        CellState.Excluded => "excluded",
    };

    private static string Class(CellState state) => state switch
    {
        CellState.Held => "h",
        CellState.Leaked => "l",
        CellState.Cooling => "c",
        CellState.Excluded => "x",
    };
}
