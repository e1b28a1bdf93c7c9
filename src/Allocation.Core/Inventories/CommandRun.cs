using System.Text;

namespace Allocation.Core.Inventories;

/// <summary>How a program that was asked something ended.</summary>
/// <param name="ExitCode">Its exit code; null when it was killed.</param>
/// <param name="Output">What it wrote, up to the limit.</param>
/// <param name="ErrorText">The beginning of what it wrote as errors.</param>
/// <param name="Trouble">Why it was killed; null when it ended by itself.</param>
internal sealed record CommandRun(int? ExitCode, ReadOnlyMemory<byte> Output, string ErrorText, string? Trouble)
{
    private const int LongestErrorText = 600;

    /// <summary>What is known of a failure, as the end of a sentence.</summary>
    public string Explain(string what)
    {
        var text = ErrorText.Trim();
        if (text.Length > LongestErrorText) text = text[..LongestErrorText] + "...";
        var line = new StringBuilder(Trouble ?? what);
        if (Trouble is null && ExitCode is { } code and not 0) line.Append(System.Globalization.CultureInfo.InvariantCulture, $" (exit code {code})");
        if (text.Length > 0) line.Append("; it says: ").Append(text);
        return line.ToString();
    }
}
