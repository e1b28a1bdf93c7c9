using System.Text;

namespace Allocation.Core.Inventories.Commands;

/// <summary>How a program that was asked something ended.</summary>
/// <param name="ExitCode">Its exit code; null when it was killed.</param>
/// <param name="Output">What it wrote, up to the limit.</param>
/// <param name="ErrorText">The beginning of what it wrote as errors.</param>
/// <param name="Failure">Why it was killed; null when it ended by itself.</param>
internal sealed record InventoryCommandResult(int? ExitCode, ReadOnlyMemory<byte> Output, string ErrorText, string? Failure)
{
    private const int LongestErrorText = 600;

    /// <summary>What is known of a failure, as the end of a sentence.</summary>
    public string Explain(string what)
    {
        var text = ErrorText.Trim();
        if (text.Length > LongestErrorText) text = text[..LongestErrorText] + "...";
        var line = new StringBuilder(Failure ?? what);
        if (Failure is null && ExitCode is { } code and not 0)
            line.Append(System.Globalization.CultureInfo.InvariantCulture, $" (exit code {code})");
        if (text.Length > 0) line.Append("; it says: ").Append(text);
        return line.ToString();
    }
}
