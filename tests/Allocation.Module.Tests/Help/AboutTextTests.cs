using Allocation.Help;

namespace Allocation.Module.Tests.Help;

public sealed class AboutTextTests
{
    [Fact]
    public void A_topic_is_plain_text_of_short_lines()
    {
        var text = AboutText.Of("about_Thing", "# about_Thing\n\n<!-- setup: x -->\n\n## Long "
            + $"description\n\n{string.Join(' ', Enumerable.Repeat("`word`", 60))}\n\n```powershell\nGet-Thing\n```\n\n- one\n  and "
            + $"more\n- two\n\n-Verbose {string.Join(' ', Enumerable.Repeat("tells", 20))}\n");
        Assert.StartsWith("TOPIC\n    about_Thing\n", text, StringComparison.Ordinal);
        Assert.Contains("\nLONG DESCRIPTION\n", text, StringComparison.Ordinal);
        Assert.Contains("\n        Get-Thing\n", text, StringComparison.Ordinal);
        Assert.Contains("\n    - one and more\n    - two\n", text, StringComparison.Ordinal);
        Assert.Contains("\n    -Verbose tells", text, StringComparison.Ordinal);
        Assert.Contains("\n    tells", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
        Assert.Equal(60, text.Split("word").Length - 1);
        Assert.DoesNotContain("setup", text, StringComparison.Ordinal);
    }
}
