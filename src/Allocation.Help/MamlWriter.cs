using System.Xml.Linq;

namespace Allocation.Help;

/// <summary>
/// Writes help as PowerShell reads it for compiled cmdlets: MAML, as the help of PowerShell itself has it, but for links. Where a page has
/// some, PowerShell advises <c>Get-Help -Online</c>, which is an error as long as no page has an address. So they end the description.
/// </summary>
internal static class MamlWriter
{
    private static readonly XNamespace s_maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace s_command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace s_dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    /// <summary>The document for all cmdlets.</summary>
    public static XDocument Write(IEnumerable<(Cmdlet Cmdlet, HelpPage Page)> cmdlets) => new(
        new XDeclaration("1.0", "utf-8", null),
        new XElement(
            XName.Get("helpItems", "http://msh"),
            new XAttribute("schema", "maml"),
            cmdlets.Select(pair => Command(pair.Cmdlet, pair.Page))));

    private static XElement Command(Cmdlet cmdlet, HelpPage page) => new(
        s_command + "command",
        new XAttribute(XNamespace.Xmlns + "maml", s_maml),
        new XAttribute(XNamespace.Xmlns + "command", s_command),
        new XAttribute(XNamespace.Xmlns + "dev", s_dev),
        new XElement(
            s_command + "details",
            new XElement(s_command + "name", cmdlet.Name),
            new XElement(s_command + "verb", cmdlet.Verb),
            new XElement(s_command + "noun", cmdlet.Noun),
            Paragraphs("description", [page.Synopsis])),
        Paragraphs("description", page.Description.Append($"See also: {string.Join(", ", page.Links)}")),
        new XElement(s_command + "syntax", cmdlet.Sets.Select(set => Syntax(cmdlet, set, page))),
        new XElement(s_command + "parameters", cmdlet.Parameters.OrderBy(p => p.Name, StringComparer.Ordinal)
            .Select(p => Parameter(p, p.Use, page))),
        new XElement(s_command + "inputTypes", cmdlet.Parameters.Where(p => p.Uses.Values.Any(u => u.ByValue))
            .Select(p => Typed("inputType", p.Type))),
        new XElement(s_command + "returnValues", cmdlet.Outputs.Select(type => Typed("returnValue", type))),
        new XElement(s_maml + "alertSet", new XElement(s_maml + "alert", page.Notes.Select(Paragraph))),
        new XElement(s_command + "examples", page.Examples.Select(Example)));

    private static XElement Syntax(Cmdlet cmdlet, string set, HelpPage page) => new(
        s_command + "syntaxItem",
        new XElement(s_maml + "name", cmdlet.Name),
        cmdlet.Parameters
            .Select(parameter => (parameter, use: parameter.In(set)))
            .Where(pair => pair.use is not null)
            .OrderBy(pair => pair.use!.Position ?? int.MaxValue)
            .ThenBy(pair => pair.use!.Mandatory ? 0 : 1)
            .Select(pair => Parameter(pair.parameter, pair.use!, page)));

    private static XElement Parameter(CmdletParameter parameter, ParameterUse use, HelpPage page) => new(
        s_command + "parameter",
        new XAttribute("required", use.Mandatory ? "true" : "false"),
        new XAttribute("variableLength", "true"),
        new XAttribute("globbing", parameter.Wildcards ? "true" : "false"),
        new XAttribute("pipelineInput", use.Pipeline),
        new XAttribute("position", use.Position?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "named"),
        new XAttribute("aliases", parameter.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Aliases)),
        new XElement(s_maml + "name", parameter.Name),
        Paragraphs("Description", page.Parameters.GetValueOrDefault(parameter.Name) ?? []),
        parameter.Values.Count == 0
            ? null
            : new XElement(s_command + "parameterValueGroup",
                parameter.Values.Select(value => new XElement(s_command + "parameterValue", new XAttribute("required", "false"),
                new XAttribute("variableLength", "false"), value))),
        parameter.Type.Length == 0 ? null : new XElement(s_command + "parameterValue", new XAttribute("required", "true"),
            new XAttribute("variableLength", "false"), parameter.Type),
        new XElement(s_dev + "type", new XElement(s_maml + "name", parameter.Type.Length == 0 ? "SwitchParameter" : parameter.Type),
            new XElement(s_maml + "uri")),
        new XElement(s_dev + "defaultValue", parameter.Type.Length == 0 ? "False" : "None"));

    private static XElement Typed(string element, string type) =>
        new(s_command + element, new XElement(s_dev + "type", new XElement(s_maml + "name", type)),
            new XElement(s_maml + "description", new XElement(s_maml + "para")));

    private static XElement Example(HelpExample example, int index) => new(
        s_command + "example",
        new XElement(s_maml + "title", $"Example {index + 1}: {MarkdownReader.Plain(example.Title)}"),
        new XElement(s_dev + "code", example.Code),
        new XElement(s_dev + "remarks", example.Remarks.Append("").Select(Paragraph)));

    private static XElement Paragraphs(string element, IEnumerable<string> texts) => new(s_maml + element, texts.Select(Paragraph));

    private static XElement Paragraph(string text) => new(s_maml + "para", text);
}
