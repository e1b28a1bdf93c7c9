using Allocation.Help;

namespace Allocation.Module.Tests.Help;

public sealed class MarkdownReaderTests
{
    private const string Page =
        """
        # Get-Thing

        Gets `things`,
        all of **them**.

        <!-- setup: New-Thing -->

        ## Description

        First paragraph.

        - a list
        - of [two](other.md)

        ## Examples

        ### The `first` one

        ```powershell
        Get-Thing # not a heading
        ### nor this
        ```

        It gives <things>.

        ### The second one

        ```powershell
        Get-Thing -All
        ```

        ## Parameters

        ### -All

        Also those
        that are gone.

        ## Links

        - New-Thing
        """;

    [Fact]
    public void A_page_is_read_in_parts()
    {
        var page = MarkdownReader.Read("Get-Thing", Page);
        Assert.Equal("Gets things, all of them.", page.Synopsis);
        Assert.Equal(["First paragraph.", "- a list", "- of two"], page.Description);
        Assert.Equal(["The `first` one", "The second one"], page.Examples.Select(e => e.Title));
        Assert.Equal("Get-Thing # not a heading\n### nor this", page.Examples[0].Code);
        Assert.Equal(["It gives <things>."], page.Examples[0].Remarks);
        Assert.Equal(["Also those that are gone."], page.Parameters["All"]);
        Assert.Equal(["New-Thing"], page.Links);
    }

    [Fact]
    public void Line_endings_of_windows_make_no_difference()
    {
        var page = MarkdownReader.Read("Get-Thing", Page.ReplaceLineEndings("\r\n"));
        Assert.Equal("Get-Thing # not a heading\n### nor this", page.Examples[0].Code);
        Assert.Equal(2, page.Examples.Count);
    }

    [Theory]
    [InlineData("# A\n\n## Sideways\n\ntext")]
    [InlineData("# A\n\n## Examples\n\n### one\n\nno code")]
    [InlineData("# A\n\n## Examples\n\n### one\n\n```powershell\nopen")]
    public void What_cannot_be_read_is_refused(string markdown) =>
        Assert.Throws<HelpException>(() => MarkdownReader.Read("A-B", markdown));
}
