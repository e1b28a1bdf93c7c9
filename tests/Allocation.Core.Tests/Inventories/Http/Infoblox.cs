using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Allocation.Core.Tests.Inventories.Http;

/// <summary>
/// Infoblox WAPI with one VLAN view. From its documentation alone: basic authentication, references, extensible attributes and how they are
/// searched, pages, and the form of errors; what the code of a duplicate is, its users report.
/// </summary>
internal sealed class Infoblox : IProduct
{
    private const string View = "vlanview/ZG5zLnZsYW5fdmlldyRkZWZhdWx0LjEuNDA5NA:default/1/4094";

    private readonly List<JsonObject> _vlans = [];

    public int Recipe => 2;

    public string Path => "wapi/v2.12/";

    public string Secret => "infoblox geheim";

    public IReadOnlyList<long> Taken
    {
        get
        {
            lock (_vlans) return [.. _vlans.Select(v => (long)v["id"]!).Order()];
        }
    }

    public IReadOnlyList<string?> Keys
    {
        get
        {
            lock (_vlans) return [.. _vlans.Select(v => (string?)v["extattrs"]!["AllocationKey"]?["value"])];
        }
    }

    /// <summary>How many results a page has at most, whatever is asked for.</summary>
    public int PageSize { get; set; } = 1000;

    public void Add(IEnumerable<long> numbers)
    {
        lock (_vlans)
            foreach (var number in numbers) Create(new JsonObject { ["parent"] = View, ["id"] = number, ["name"] = $"other {number}" });
    }

    public HttpReply Answer(HttpQuestion question)
    {
        lock (_vlans)
        {
            if (question.Headers.Authorization != "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"allocation:{Secret}")))
                return new HttpReply(401, "<html>401 Authorization Required</html>") { Headers = { ["Content-Type"] = "text/html" } };
            return (question.Method, question.Path) switch
            {
                ("POST", "/wapi/v2.12/vlan") => Create(question.Json),
                ("GET", "/wapi/v2.12/vlan") => List(question),
                ("DELETE", var path) when path.StartsWith("/wapi/v2.12/vlan/", StringComparison.Ordinal) =>
                    Delete(path["/wapi/v2.12/".Length..]),
                _ => Refuse(400, "AdmConProtoError", "Client.Ibap.Proto", "Unknown object type"),
            };
        }
    }

    private HttpReply Create(JsonObject body)
    {
        var id = (long)body["id"]!;
        if ((string?)body["parent"] != View)
            return Refuse(404, "AdmConDataNotFoundError", "Client.Ibap.Data.NotFound", "Reference not found");
        if (_vlans.Exists(v => (long)v["id"]! == id))
            return Refuse(400, "AdmConDataError: None (IBDataConflictError", "Client.Ibap.Data.Conflict",
                $"The VLAN id '{id}' already exists in the VLAN view.");
        var vlan = new JsonObject
        {
            ["_ref"] = $"vlan/ZG5zLnZsYW4kLmNvbS5pbmZvYmxveC4{id:x}:default/{Uri.EscapeDataString((string)body["name"]!)}/{id}",
            ["id"] = id,
            ["extattrs"] = body["extattrs"]?.DeepClone() ?? new JsonObject(),
        };
        _vlans.Add(vlan);
        return HttpReply.Of(201, vlan.DeepClone());
    }

    private HttpReply List(HttpQuestion question)
    {
        var found = _vlans.Where(v => question.Parameter("*AllocationKey") is not { } key
            || (string?)v["extattrs"]!["AllocationKey"]?["value"] == key).ToList();
        if (question.Parameter("_return_as_object") != "1") return HttpReply.Of(200, new JsonArray([.. found.Select(v => v.DeepClone())]));
        var from = question.Parameter("_page_id") is { } page ? int.Parse(page["789c5590".Length..], CultureInfo.InvariantCulture) : 0;
        var size = Math.Min(PageSize, int.Parse(question.Parameter("_max_results")!, CultureInfo.InvariantCulture));
        var answer = new JsonObject { ["result"] = new JsonArray([.. found.Skip(from).Take(size).Select(v => v.DeepClone())]) };
        if (from + size < found.Count) answer["next_page_id"] = $"789c5590{from + size}";
        return HttpReply.Of(200, answer);
    }

    // The names behind the colon are for people, and ignored.
    private HttpReply Delete(string reference)
    {
        var gone = _vlans.Find(v => ((string)v["_ref"]!).Split(':')[0] == reference.Split(':')[0]);
        if (gone is null) return Refuse(404, "AdmConDataNotFoundError", "Client.Ibap.Data.NotFound", $"Reference {reference} not found");
        _vlans.Remove(gone);
        return HttpReply.Of(200, JsonValue.Create((string)gone["_ref"]!));
    }

    private static HttpReply Refuse(int status, string error, string code, string text) =>
        HttpReply.Of(status, new JsonObject { ["Error"] = $"{error}: {text})", ["code"] = code, ["text"] = text });
}
