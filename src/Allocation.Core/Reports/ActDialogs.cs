namespace Allocation.Core.Reports;

/// <summary>What asks an operator before something is done: dialogs of the browser, which keep the focus and end with Escape. The names of
/// the fields are those of the request.</summary>
internal static class ActDialogs
{
    // More than the server accepts of any of them, so that it says what is too long.
    private const int Longest = 1000;

    public static void Write(HtmlWriter html, LiveView view)
    {
        Begin(html, "take", "take-title", view.Take);
        html.Write($"<h2 id=\"take-title\">Take from <bdi data-fill=\"pool\"></bdi></h2>\n");
        html.Write($"<input type=\"hidden\" name=\"Pool\" data-fill=\"pool\">\n");
        Field(html, "Name", isNeeded: true);
        html.Write($"<label>Which <input name=\"ResourceId\" data-list data-fill=\"which\" maxlength=\"{Longest}\" autocomplete=\"off\" " +
            $"placeholder=\"the next that is free\"></label>\n");
        html.Write($"<label>How many <input name=\"Count\" type=\"number\" min=\"1\" value=\"1\" data-unless=\"ResourceId\"></label>\n");
        Field(html, "Description", isNeeded: false);
        End(html, "Take");

        Begin(html, "open", "open-title", view.Tickets);
        html.Write($"<h2 id=\"open-title\">Open a ticket for <bdi data-fill=\"pool\"></bdi></h2>\n");
        html.Write($"<label>Tags <input name=\"Tag\" data-list data-fill=\"tags\" required autofocus maxlength=\"{Longest}\" " +
            $"autocomplete=\"off\"></label>\n");
        Field(html, "Reason", isNeeded: false);
        End(html, "Open");

        Begin(html, "ask", "ask-title ask-what", "");
        html.Write($"<h2 id=\"ask-title\"><span data-fill=\"verb\"></span>?</h2>\n<p id=\"ask-what\"><bdi data-fill=\"what\"></bdi></p>\n");
        End(html, "");
        html.Write($"<p id=\"said\" role=\"status\"></p>\n");
    }

    private static void Begin(HtmlWriter html, string id, string labels, string path) => html.Write(
        $"<dialog id=\"{id}\" aria-labelledby=\"{labels}\"><form method=\"dialog\" data-path=\"{path}\">\n");

    private static void Field(HtmlWriter html, string name, bool isNeeded)
    {
        html.Write($"<label>{name} <input name=\"{name}\" maxlength=\"{Longest}\" autocomplete=\"off\"");
        if (isNeeded) html.Write($" required autofocus");
        html.Write($"></label>\n");
    }

    private static void End(HtmlWriter html, string act)
    {
        html.Write($"<p class=\"problem\" role=\"alert\"></p>\n<p class=\"acts\"><button type=\"button\" data-cancel");

        // Enter that is pressed twice gives nothing back.
        if (act.Length > 0) html.Write($">Cancel</button> <button class=\"main\">{act}</button>");
        else html.Write($" autofocus>Cancel</button> <button class=\"main\" data-fill=\"verb\"></button>");
        html.Write($"</p>\n</form></dialog>\n");
    }
}
