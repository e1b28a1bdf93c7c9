namespace Allocation.Core.Reports;

/// <summary>How each page begins, up to its body.</summary>
internal static class PageHead
{
    /// <summary>Writes it.</summary>
    /// <param name="html">The page.</param>
    /// <param name="title">Its title.</param>
    /// <param name="policy">What it may load and run.</param>
    public static void Write(HtmlWriter html, string title, string policy)
    {
        html.Write($"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.Write($"<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n");
        html.Write($"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" " +
            $"content=\"light dark\">\n");
        html.Write($"<meta name=\"referrer\" content=\"no-referrer\">\n<title>{title}</title>\n<style>");
        html.Write(ReportAsset.Style);
        html.Write($"</style>\n</head>\n<body>\n");
    }
}
