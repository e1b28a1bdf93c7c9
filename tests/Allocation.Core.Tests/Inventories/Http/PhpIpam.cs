using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Allocation.Core.Tests.Inventories.Http;

/// <summary>
/// phpIPAM with one L2 domain. From its documentation: the addresses, the header, the envelope of answers. From its source, which is
/// public:
/// 404 where nothing is found, 409 for a number that is there, numbers as texts, a creation that answers only the id.
/// </summary>
internal sealed class PhpIpam : IProduct
{
    private readonly List<JsonObject> _vlans = [];
    private int _last = 20;

    public int Recipe => 1;

    public string Path => "api/allocation/";

    public string Secret => "UJMcRNGjxH5UvHGeRy.geheim";

    public IReadOnlyList<long> Taken
    {
        get
        {
            lock (_vlans) return [.. _vlans.Select(Number).Order()];
        }
    }

    public IReadOnlyList<string?> Keys
    {
        get
        {
            lock (_vlans) return [.. _vlans.Select(v => (string?)v["custom_allocation_key"])];
        }
    }

    /// <summary>What another does right before a number is taken.</summary>
    public Action<long>? BeforeCreation { get; set; }

    public void Add(IEnumerable<long> numbers)
    {
        lock (_vlans)
            foreach (var number in numbers) Create(new JsonObject { ["domainId"] = 1, ["number"] = number, ["name"] = $"other-{number}" });
    }

    public HttpReply Answer(HttpQuestion question)
    {
        lock (_vlans)
        {
            if (question.Headers["token"] != Secret) return Refuse(403, "Invalid token");
            var vlan = Regex.Match(question.Path, @"^/api/allocation/vlans/(\d+)/$");
            return (question.Method, question.Path) switch
            {
                ("POST", "/api/allocation/vlans/") => Raced(question.Json),
                ("GET", "/api/allocation/vlans/") => List(question),
                ("DELETE", _) when vlan.Success => Delete(vlan.Groups[1].Value),
                _ => Refuse(400, "Invalid controller"),
            };
        }
    }

    private HttpReply Raced(JsonObject body)
    {
        BeforeCreation?.Invoke((long)body["number"]!);
        return Create(body);
    }

    private HttpReply Create(JsonObject body)
    {
        var number = (long)body["number"]!;
        if (number > 4094) return Refuse(500, "Highest possible VLAN number is 4094!");
        if (_vlans.Exists(v => Number(v) == number)) return Refuse(409, "Vlan already exists");
        if ((string?)body["name"] is not { Length: > 0 }) return Refuse(400, "Vlan name is required");
        var id = (++_last).ToString(CultureInfo.InvariantCulture);
        var vlan = new JsonObject { ["id"] = id };
        foreach (var (name, value) in body) vlan[name] = value?.ToString();
        foreach (var name in new[] { "owner", "attribute", "key" }) vlan.TryAdd($"custom_allocation_{name}", null);
        _vlans.Add(vlan);
        return HttpReply.Of(201, new JsonObject
        {
            ["code"] = 201,
            ["success"] = true,
            ["message"] = "Vlan created",
            ["id"] = id,
            ["time"] = 0.01,
        });
    }

    private HttpReply List(HttpQuestion question)
    {
        if (_vlans.Count == 0) return Refuse(404, "No vlans configured");
        var found = _vlans.Where(v => v[question.Parameter("filter_by")!]?.ToString() == question.Parameter("filter_value"))
            .Select(v => v.DeepClone()).ToArray();
        return found.Length == 0
            ? Refuse(404, "No results (filter applied)")
            : HttpReply.Of(200, new JsonObject { ["code"] = 200, ["success"] = true, ["data"] = new JsonArray(found), ["time"] = 0.01 });
    }

    private HttpReply Delete(string id) => _vlans.RemoveAll(v => (string?)v["id"] == id) > 0
        ? HttpReply.Of(200, new JsonObject { ["code"] = 200, ["success"] = true, ["message"] = "Vlan deleted", ["time"] = 0.01 })
        : Refuse(404, "Invalid Vlan id");

    private static long Number(JsonObject vlan) => long.Parse((string)vlan["number"]!, CultureInfo.InvariantCulture);

    private static HttpReply Refuse(int status, string message) => HttpReply.Of(status, new JsonObject
    {
        ["code"] = status,
        ["success"] = false,
        ["message"] = message,
        ["time"] = 0.01,
    });
}
