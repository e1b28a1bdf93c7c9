namespace Allocation.Core.Reports;

/// <summary>Buttons of an operator in a page of a server. Each opens a dialog of <see cref="ActDialogs"/>, which asks first.</summary>
internal static class ActButton
{
    // A service may hold thousands.
    private const int Told = 4;

    /// <summary>Takes from a pool of numbers.</summary>
    public static void Take(HtmlWriter html, string pool, string? resource = null) => html.Write(
        $"<button type=\"button\" data-act=\"take\" data-pool=\"{pool}\" data-which=\"{resource}\" " +
        $"aria-label=\"Take {resource ?? "a number"} of {pool}\">Take</button>");

    /// <summary>Opens a ticket for what a resource pool has.</summary>
    public static void Open(HtmlWriter html, string pool, IReadOnlyList<string> tags) => html.Write(
        $"<button type=\"button\" data-act=\"open\" data-pool=\"{pool}\" data-tags=\"{string.Join(", ", tags)}\" " +
        $"aria-label=\"Open a ticket for {pool}\">Open a ticket</button>");

    /// <summary>Gives one number back.</summary>
    public static void GiveBack(HtmlWriter html, LiveView view, string reservationId, string what, string holder) => Ask(html,
        $"{view.Allocations}/{Uri.EscapeDataString(reservationId)}", "Give back", $"{what}, held by {holder}",
        $"{what} is given back.");

    /// <summary>Removes a service. Somebody else may have made another one of that name by then, so its id is asked for too.</summary>
    public static void Remove(HtmlWriter html, LiveView view, LeaseLine line) => Ask(html,
        $"{view.Services}/{Uri.EscapeDataString(line.Kind)}/{Uri.EscapeDataString(line.Name)}?id={Uri.EscapeDataString(line.Id)}", "Remove",
        $"{line.Name} ({line.Kind}), which holds {Held(line.Holds)}", $"{line.Name} is removed.", line.Name);

    /// <summary>Closes a ticket.</summary>
    public static void Close(HtmlWriter html, LiveView view, string id, string what) =>
        Ask(html, $"{view.Tickets}/{id}", "Close", $"ticket {id}: {what}", $"Ticket {id} is closed.");

    private static string Held(IReadOnlyList<string> holds) => holds.Count switch
    {
        0 => "nothing",
        <= Told => string.Join(", ", holds),
        var count => $"{string.Join(", ", holds.Take(Told))} and {ReportText.Count(count - Told)} more",
    };

    private static void Ask(HtmlWriter html, string path, string act, string what, string done, string? name = null) => html.Write(
        $"<button type=\"button\" data-act=\"ask\" data-path=\"{path}\" data-verb=\"{act}\" data-what=\"{what}\" data-done=\"{done}\" " +
        $"aria-label=\"{act} {name ?? what}\">{act}</button>");
}
