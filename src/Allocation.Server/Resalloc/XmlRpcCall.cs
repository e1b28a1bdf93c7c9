using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Allocation.Server.Resalloc;

/// <summary>A call of XML-RPC: a method and its arguments, which are text, numbers, truth values, null, or lists and maps.</summary>
/// <param name="Method">The method.</param>
/// <param name="Arguments">The arguments.</param>
internal sealed record XmlRpcCall(string Method, IReadOnlyList<object?> Arguments)
{
    private const int LongestDocument = 1 << 20;
    private const int Deepest = 32;

    // A value within another one lies three elements below it.
    private const int DeepestElement = 4 * Deepest;

    /// <summary>Reads a call.</summary>
    /// <exception cref="XmlRpcFault">It is not a call.</exception>
    public static async Task<XmlRpcCall> ReadAsync(Stream body, CancellationToken cancellation)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = LongestDocument,
        };
        try
        {
            using var text = new MemoryStream();
            await body.CopyToAsync(text, cancellation);
            RefuseDeep(text, settings);
            text.Position = 0;
            using var reader = XmlReader.Create(text, settings);
            var call = XDocument.Load(reader, LoadOptions.PreserveWhitespace).Root;
            if (call?.Name != "methodCall" || call.Element("methodName") is not { } method)
                throw new XmlRpcFault("The body must be a methodCall with a methodName.");
            var values = call.Element("params")?.Elements("param").Select(param => Value(param.Element("value"), 0)) ?? [];
            return new(method.Value.Trim(), [.. values]);
        }
        catch (XmlException e)
        {
            throw new XmlRpcFault($"The body must be XML: {e.Message}");
        }
    }

    // Before a tree is made of it: that takes time that grows with the square of the depth.
    private static void RefuseDeep(MemoryStream text, XmlReaderSettings settings)
    {
        text.Position = 0;
        using var reader = XmlReader.Create(text, settings);
        while (reader.Read())
        {
            if (reader.Depth > DeepestElement) throw new XmlRpcFault($"The body must not be deeper than {DeepestElement} elements.");
        }
    }

    private static object? Value(XElement? value, int depth)
    {
        if (value is null || depth > Deepest) throw new XmlRpcFault("A value is missing, or is too deep within others.");
        if (value.Elements().FirstOrDefault() is not { } typed) return value.Value;
        return typed.Name.LocalName switch
        {
            "string" or "dateTime.iso8601" or "base64" => typed.Value,
            "int" or "i4" or "i8" => long.TryParse(typed.Value.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture,
                out var number) ? number : throw new XmlRpcFault($"'{typed.Value}' must be a whole number."),
            "boolean" => typed.Value.Trim() is "1",
            "double" => double.TryParse(typed.Value.Trim(), CultureInfo.InvariantCulture, out var fraction)
                ? fraction
                : throw new XmlRpcFault($"'{typed.Value}' must be a number."),
            "nil" => null,
            "array" => typed.Element("data")?.Elements("value").Select(item => Value(item, depth + 1)).ToList() ?? [],
            "struct" => typed.Elements("member").GroupBy(member => member.Element("name")?.Value ?? "")
                .ToDictionary(member => member.Key, member => Value(member.Last().Element("value"), depth + 1)),
            var other => throw new XmlRpcFault($"A value must not be of the type {other}."),
        };
    }
}
