using System.Xml.Linq;
using Allocation.Help;

namespace Allocation.Module.Tests.Help;

public sealed class MamlWriterTests
{
    private static readonly Cmdlet s_cmdlet = new(
        "Get",
        "Thing",
        "ByName",
        ["Thing"],
        [
            new("All", "", [], [], false, Uses(("Other", new(true, null, false, false)))),
            new("Name", "string[]", [], ["Id"], true, Uses(("ByName", new(true, 0, true, true)))),
            new("State", "State", ["On", "Off"], [], false, Uses((Cmdlet.AllSets, new(false, null, false, false)))),
        ]);

    private static readonly HelpPage s_page = new()
    {
        Synopsis = "Gets <things> & more.",
        Examples = [new("one", "Get-Thing 'a' | Out-Null\nGet-Thing b", ["It gives things."])],
        Parameters = new Dictionary<string, IReadOnlyList<string>> { ["Name"] = ["Their names."] },
    };

    [Fact]
    public void Each_parameter_set_is_a_form_the_default_one_first()
    {
        var forms = All("syntaxItem").ToList();
        Assert.Equal([["Name", "State"], ["All", "State"]],
            forms.Select(f => f.Elements().Where(e => e.Name.LocalName == "parameter").Select(Name).ToArray()));
        Assert.Equal("0", (string?)forms[0].Elements().First(e => e.Name.LocalName == "parameter").Attribute("position"));
    }

    [Fact]
    public void Parameters_say_what_the_cmdlet_declares_and_what_somebody_wrote()
    {
        var name = All("parameters").Elements().Single(p => Name(p) == "Name");
        Assert.Equal(("true", "true", "True (ByValue, ByPropertyName)", "Id"),
            ((string?)name.Attribute("required"), (string?)name.Attribute("globbing"), (string?)name.Attribute("pipelineInput"),
            (string?)name.Attribute("aliases")));
        Assert.Contains("Their names.", name.Value, StringComparison.Ordinal);
        Assert.Equal(["On", "Off"], All("parameterValueGroup").First().Elements().Select(e => e.Value));
    }

    [Fact]
    public void Text_stays_text_and_code_keeps_its_lines()
    {
        Assert.Equal("Gets <things> & more.", All("details").Single().Elements().Last().Value);
        Assert.Equal("Get-Thing 'a' | Out-Null\nGet-Thing b", All("code").Single().Value);
        Assert.Equal("Example 1: one", All("title").Single().Value);
    }

    private static IEnumerable<XElement> All(string name) =>
        XDocument.Parse(MamlWriter.Write([(s_cmdlet, s_page)]).ToString()).Descendants().Where(e => e.Name.LocalName == name);

    private static string Name(XElement element) => element.Elements().First(e => e.Name.LocalName == "name").Value;

    private static Dictionary<string, ParameterUse> Uses(params (string Set, ParameterUse Use)[] uses) =>
        uses.ToDictionary(u => u.Set, u => u.Use);
}
