using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Allocation.Core.Definitions;

namespace Allocation.Core.Inventories.Http;

/// <summary>Reads the operations of an HTTP interface from its document.</summary>
/// <param name="usual">Where the fields of an entry are, unless an operation says otherwise.</param>
internal sealed class HttpOperationReader(HttpFields usual)
{
    private static readonly string[] s_claim = [HttpValues.Owner, HttpValues.OwnerName, HttpValues.Attribute, HttpValues.Key];

    /// <summary>The operations that there are.</summary>
    public IEnumerable<HttpOperation> ReadAll(DocumentPart part)
    {
        IReadOnlyList<HttpOperation?> read =
        [
            Read(part, HttpApi.Allocate, HttpMethod.Post, s_claim, ["exhausted"]),
            Read(part, HttpApi.AllocateExactly, HttpMethod.Post, [.. s_claim, HttpValues.Number], ["taken", "exhausted", "out_of_range"]),
            Read(part, HttpApi.Free, HttpMethod.Delete,
                [HttpValues.Number, HttpValues.Id, HttpValues.Owner, HttpValues.Attribute, HttpValues.Key], ["not_found"]),
            Read(part, HttpApi.Find, HttpMethod.Get, [HttpValues.Owner, HttpValues.Attribute, HttpValues.Key], ["not_found", "next"]),
            Read(part, HttpApi.List, HttpMethod.Get, [], ["not_found", "next"]),
        ];
        return read.OfType<HttpOperation>();
    }

    /// <summary>A template with these names; null, and a mistake is noted, when it is none.</summary>
    public static HttpTemplate? Template(DocumentPart part, string name, string text, IReadOnlyList<string> known)
    {
        if (HttpTemplate.Parse(text) is not { } template)
        {
            part.Wrong(name, "a brace must be a part of a {name}, and a brace itself must be doubled");
            return null;
        }

        var unknown = template.Names.Except(known).ToList();
        if (unknown.Count == 0) return template;
        part.Wrong(name,
            $"there is no {{{string.Join("}, {", unknown)}}} here " +
            $"({(known.Count == 0 ? "there are no values" : $"there are {{{string.Join("}, {", known)}}}")})");
        return null;
    }

    /// <summary>Where a text is; null when it is not given, or wrong.</summary>
    public static JsonPlace? Place(DocumentPart part, string name)
    {
        if (!part.Has(name)) return null;
        if (part.Raw(name).ValueKind == JsonValueKind.String) return Pointer(part, name) is { } whole ? new JsonPlace(whole, null) : null;
        var place = part.Child(name)!;
        place.Only("at", "pattern");
        var at = Pointer(place, "at");
        return at is null ? null : new JsonPlace(at, Pattern(place, groups: 1));
    }

    private HttpOperation? Read(DocumentPart whole, string name, HttpMethod method, IReadOnlyList<string> known, IReadOnlyList<string> more)
    {
        if (whole.Child(name) is not { } part) return null;
        part.Only(["method", "path", "headers", "body", "items", "entry", .. more]);
        IReadOnlyList<string> withSecret = [.. known, HttpValues.Secret];
        return new HttpOperation
        {
            Name = name,
            Method = Method(part, method),
            Path = Path(part, known) ?? HttpTemplate.Parse("")!,
            Headers = HttpApiReader.Headers(part, withSecret),
            Body = Body(part, known),
            Items = part.Has("items") ? Pointer(part, "items") ?? JsonPointer.Whole : JsonPointer.Whole,
            Fields = HttpApiReader.Fields(part.Child("entry")) ?? usual,
            Paging = Paging(part),
            Taken = Conditions(part, "taken", name == HttpApi.AllocateExactly ? 409 : null),
            Exhausted = Conditions(part, "exhausted", null),
            OutOfRange = Conditions(part, "out_of_range", null),
            NotFound = Conditions(part, "not_found", name == HttpApi.Free ? 404 : null),
        };
    }

    private static HttpMethod Method(DocumentPart part, HttpMethod usual)
    {
        if (part.Text("method") is not { } text) return usual;
        if (text is "GET" or "POST" or "PUT" or "PATCH" or "DELETE") return new HttpMethod(text);
        part.Wrong("method", "it must be GET, POST, PUT, PATCH or DELETE");
        return usual;
    }

    private static HttpTemplate? Path(DocumentPart part, IReadOnlyList<string> known)
    {
        if (part.Text("path", required: true) is not { } text || Template(part, "path", text, known) is not { } template) return null;
        var isBelow = !text.StartsWith('/')
            && !text.Contains("://", StringComparison.Ordinal)
            && !text.Split('?')[0].Split('/').Any(s => s is "." or "..")
            && text.All(c => c is > ' ' and < '\u007f' and not ('\\' or '#' or '<' or '>' or '"'));
        if (isBelow) return template;
        part.Wrong("path",
            "it must continue 'url': without a slash in front, a host, a folder '.' or '..', and characters that an address does not have");
        return null;
    }

    private static JsonNode? Body(DocumentPart part, IReadOnlyList<string> known)
    {
        if (!part.Has("body")) return null;
        var body = part.Node("body");
        Check(part, "body", body, known);
        return body;
    }

    private static void Check(DocumentPart part, string path, JsonNode? node, IReadOnlyList<string> known)
    {
        switch (node)
        {
            case JsonObject fields:
                foreach (var (name, value) in fields) Check(part, $"{path}.{name}", value, known);
                break;
            case JsonArray items:
                for (var i = 0; i < items.Count; i++) Check(part, $"{path}[{i}]", items[i], known);
                break;
            case JsonValue value when value.TryGetValue(out string? text):
                Template(part, path, text, known);
                break;
            default:
                return;
        }
    }

    private static HttpPaging? Paging(DocumentPart part)
    {
        if (part.Child("next") is not { } next) return null;
        next.Only("link", "token", "offset", "parameter");
        var kinds = new[] { "link", "token", "offset" }.Count(next.Has);
        if (kinds != 1)
        {
            next.Wrong("", "it must have one of 'link', 'token' and 'offset'");
            return null;
        }

        if (next.Has("token") != next.Has("parameter"))
            next.Wrong("parameter", "it must be given beside 'token', and only there: the parameter of the query that takes the token");
        if (next.Has("link")) return Pointer(next, "link") is { } link ? new HttpPaging.Link(link) : null;
        if (next.Has("offset")) return next.Text("offset") is { } parameter ? new HttpPaging.Offset(parameter) : null;
        return Pointer(next, "token") is { } token && next.Text("parameter") is { } of ? new HttpPaging.Token(token, of) : null;
    }

    private static IReadOnlyList<HttpCondition> Conditions(DocumentPart part, string name, int? usual)
    {
        if (!part.Has(name)) return usual is { } status ? [new(status, null, null)] : [];
        var written = part.Raw(name);
        if (written.ValueKind != JsonValueKind.Array)
        {
            part.Wrong(name, "a list is expected, such as [409]");
            return [];
        }

        var conditions = new List<HttpCondition>();
        var at = 0;
        foreach (var item in written.EnumerateArray())
        {
            var place = $"{name}[{at++}]";
            if (item.ValueKind == JsonValueKind.Object) conditions.Add(Condition(part.Element(place, item)));
            else if (item.ValueKind == JsonValueKind.Number && item.TryGetInt32(out var status) && status is >= 100 and <= 599)
                conditions.Add(new(status, null, null));
            else part.Wrong(place, "it must be a status from 100 to 599, or an object with 'status', 'at' and 'pattern'");
        }

        return conditions;
    }

    private static HttpCondition Condition(DocumentPart part)
    {
        part.Only("status", "at", "pattern");
        var status = part.Has("status") ? part.Count("status") ?? 0 : 0;
        if (status is < 100 or > 599) part.Wrong("status", "it must be a status from 100 to 599");
        var at = Pointer(part, "at");
        if (!part.Has("pattern")) part.Wrong("pattern", "it is missing");
        return new(status, at, Pattern(part, groups: 0));
    }

    private static JsonPointer? Pointer(DocumentPart part, string name)
    {
        if (!part.Has(name))
        {
            part.Wrong(name, "it is missing");
            return null;
        }

        if (part.Raw(name) is { ValueKind: JsonValueKind.String } value && JsonPointer.Parse(value.GetString()!) is { } pointer)
            return pointer;
        part.Wrong(name, "it must be a JSON Pointer, such as /results/0/vid or, for the whole answer, an empty text");
        return null;
    }

    // Without backtracking: no answer can make it run long.
    private static Regex? Pattern(DocumentPart part, int groups)
    {
        if (part.Text("pattern") is not { } text) return null;
        try
        {
            var pattern = new Regex(text, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            if (groups == 0 || pattern.GetGroupNumbers().Length == groups + 1) return pattern;
            part.Wrong("pattern", "it must have one group in parentheses: the part that counts");
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            part.Wrong("pattern", $"it must be a regular expression without look-around and back-references ({error.Message})");
        }

        return null;
    }
}
