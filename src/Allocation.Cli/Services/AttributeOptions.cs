using System.CommandLine;
using System.Text.Json.Nodes;
using Allocation.Core.Errors;
using Allocation.Core.Files;
using Allocation.Core.Json;
using Allocation.Core.Services.Attributes;

namespace Allocation.Cli.Services;

/// <summary>The options that give attributes: a whole JSON object, single values by path, or both.</summary>
internal sealed class AttributeOptions
{
    private readonly Option<string?> _attributes = new("--attributes")
    {
        Description = "Attributes as a JSON object, or @FILE with one.",
        HelpName = "JSON",
    };

    private readonly Option<string[]> _values = new("--set")
    {
        Description = "One attribute by its path, such as 'ports[name=eth0].note=uplink'; the value is JSON, else text. May be repeated.",
        HelpName = "PATH=VALUE",
        AllowMultipleArgumentsPerToken = false,
    };

    /// <summary>Puts the options on a command.</summary>
    public AttributeOptions(Command command)
    {
        command.Add(_attributes);
        command.Add(_values);
    }

    /// <summary>Whether any is given.</summary>
    public bool IsGiven(System.CommandLine.Parsing.CommandResult result) =>
        result.GetResult(_attributes) is not null || result.GetResult(_values) is not null;

    /// <summary>The attributes.</summary>
    /// <exception cref="InvalidServiceException">They are not a JSON object, or a single value has no path.</exception>
    public JsonObject Read(ParseResult parse)
    {
        var attributes = parse.GetValue(_attributes) is { } text ? Parse(text) : [];
        foreach (var value in parse.GetValue(_values) ?? [])
        {
            var cut = SplitAt(value);
            if (cut <= 0) throw new InvalidServiceException(null, $"'{value}' must be written PATH=VALUE.");
            attributes[value[..cut]] = Value(value[(cut + 1)..]);
        }

        return attributes;
    }

    // The first = outside of brackets: those inside belong to the path.
    private static int SplitAt(string text)
    {
        var depth = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\') i++;
            else if (text[i] == '[') depth++;
            else if (text[i] == ']') depth--;
            else if (text[i] == '=' && depth == 0) return i;
        }

        return -1;
    }

    private static JsonNode? Value(string text)
    {
        try
        {
            return OutsideJson.ReadNode(text);
        }
        catch (OutsideJsonException error)
        {
            // Most values are text, which needs no quotes; what is JSON and cannot be read is none.
            if (!error.IsBroken) throw new InvalidServiceException(null, $"A value of an attribute is not valid: {error.Message}.");
            return JsonValue.Create(text);
        }
    }

    private static JsonObject Parse(string text)
    {
        try
        {
            return AttributeText.Parse(text.StartsWith('@') ? InputFile.ReadText(text[1..]) : text, null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidServiceException(null, $"The attributes in '{text[1..]}' cannot be read: {e.Message}");
        }
    }
}
