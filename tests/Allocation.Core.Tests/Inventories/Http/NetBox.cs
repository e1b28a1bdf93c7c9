using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Allocation.Core.Tests.Inventories.Http;

/// <summary>
/// NetBox with one VLAN group, 100 to 199. From its documentation: tokens, pages, filters by custom field. From its source, which is
/// public: the answers of available-vlans, the statuses, the texts of refusals. Unknown filters are ignored, unknown custom fields refused.
/// </summary>
internal sealed class NetBox : IProduct
{
    /// <summary>The group.</summary>
    public const int Group = 7;

    private static readonly string[] s_fields = ["allocation_owner", "allocation_attribute", "allocation_key"];

    private readonly List<JsonObject> _vlans = [];
    private int _last = 500;

    public int Recipe => 0;

    public string Path => "api/ipam/";

    public string Secret => "nbt_4F9DAouzURLb.geheim";

    public IReadOnlyList<long> Taken
    {
        get
        {
            lock (_vlans) return [.. _vlans.Select(v => (long)v["vid"]!).Order()];
        }
    }

    public IReadOnlyList<string?> Keys
    {
        get
        {
            lock (_vlans) return [.. _vlans.Select(v => (string?)v["custom_fields"]!["allocation_key"])];
        }
    }

    /// <summary>How many results a page has at most, whatever is asked for.</summary>
    public int PageSize { get; set; } = 1000;

    /// <summary>Whether its filter for the key is switched off, and so ignored.</summary>
    public bool IgnoresFilter { get; set; }

    /// <summary>Whether it forgets custom fields without saying so, as others do.</summary>
    public bool DropsFields { get; set; }

    /// <summary>Whether a claim that it seemed to refuse is carried out beside the next one.</summary>
    public bool CommitsLate { get; set; }

    /// <summary>What it puts in front of the addresses of next pages; its own when null.</summary>
    public string? NextAt { get; set; }

    public void Add(IEnumerable<long> numbers)
    {
        lock (_vlans)
            foreach (var number in numbers) Create(number, new JsonObject { ["name"] = $"other-{number}" });
    }

    public HttpReply Answer(HttpQuestion question)
    {
        lock (_vlans)
        {
            if (question.Headers.Authorization != $"Bearer {Secret}") return Refuse(403, "Invalid v2 token");
            var vlan = Regex.Match(question.Path, @"^/api/ipam/vlans/(\d+)/$");
            return (question.Method, question.Path) switch
            {
                ("POST", "/api/ipam/vlan-groups/7/available-vlans/") => CreateAvailable(question.Json),
                ("POST", "/api/ipam/vlans/") => CreateExactly(question.Json),
                ("GET", "/api/ipam/vlans/") => List(question),
                ("DELETE", var path) when path.StartsWith("/api/ipam/by-vid/", StringComparison.Ordinal) => DeleteByNumber(path),
                ("DELETE", _) when vlan.Success => Delete(int.Parse(vlan.Groups[1].Value, CultureInfo.InvariantCulture)),
                _ => Refuse(404, "Not found."),
            };
        }
    }

    private HttpReply CreateAvailable(JsonObject body)
    {
        if (Mistake(body) is { } mistake) return mistake;
        if (CommitsLate) Create(100, body);
        CommitsLate = false;
        var free = Enumerable.Range(100, 100).Select(n => (long)n).Where(n => _vlans.All(v => (long)v["vid"]! != n)).ToList();
        return free.Count == 0
            ? Refuse(409, "Insufficient resources are available to satisfy the request")
            : HttpReply.Of(201, Create(free[0], body));
    }

    private HttpReply CreateExactly(JsonObject body)
    {
        if (Mistake(body) is { } mistake) return mistake;
        var vid = (long)body["vid"]!;
        if (vid is < 100 or > 199)
            return HttpReply.Of(400, new JsonObject
            {
                ["group"] = new JsonArray("VID must be in ranges 100-199 for VLANs in group Allocation"),
            });
        return _vlans.Any(v => (long)v["vid"]! == vid)
            ? HttpReply.Of(400, new JsonObject { ["non_field_errors"] = new JsonArray("The fields group, vid must make a unique set.") })
            : HttpReply.Of(201, Create(vid, body));
    }

    private JsonObject Create(long vid, JsonObject body)
    {
        var given = DropsFields ? null : body["custom_fields"]?.AsObject();
        var vlan = new JsonObject
        {
            ["id"] = ++_last,
            ["url"] = $"http://netbox/api/ipam/vlans/{_last}/",
            ["group"] = new JsonObject { ["id"] = Group },
            ["vid"] = vid,
            ["name"] = body["name"]?.DeepClone(),
            ["status"] = new JsonObject { ["value"] = "active", ["label"] = "Active" },
            ["description"] = body["description"]?.DeepClone() ?? "",
            ["custom_fields"] = new JsonObject(s_fields.Select(f => KeyValuePair.Create(f, given?[f]?.DeepClone()))),
        };
        _vlans.Add(vlan);
        return (JsonObject)vlan.DeepClone();
    }

    private HttpReply List(HttpQuestion question)
    {
        var key = IgnoresFilter ? null : question.Parameter("cf_allocation_key");
        var part = question.Parameter("description__ic");
        var found = _vlans.Where(v => key is null || (string?)v["custom_fields"]!["allocation_key"] == key)
            .Where(v => part is null || ((string?)v["description"])!.Contains(part, StringComparison.OrdinalIgnoreCase))
                .OrderBy(v => (long)v["vid"]!).ToList();
        var offset = int.Parse(question.Parameter("offset") ?? "0", CultureInfo.InvariantCulture);
        var limit = Math.Min(PageSize, int.Parse(question.Parameter("limit") ?? "50", CultureInfo.InvariantCulture));
        var rest = Regex.Replace(question.Query, @"[?&](offset|limit)=\d+", "").TrimStart('?', '&');
        var next = offset + limit < found.Count
            ? $"{NextAt ?? "http://" + question.Headers.Host}/api/ipam/vlans/?{rest}&limit={limit}&offset={offset + limit}"
            : null;
        return HttpReply.Of(200, new JsonObject
        {
            ["count"] = found.Count,
            ["next"] = next,
            ["previous"] = null,
            ["results"] = new JsonArray([.. found.Skip(offset).Take(limit).Select(v => v.DeepClone())]),
        });
    }

    private HttpReply Delete(int id) =>
        _vlans.RemoveAll(v => (int)v["id"]! == id) > 0 ? new HttpReply(204, "") : Refuse(404, "No VLAN matches the given query.");

    // No part of NetBox: for a description by value.
    private HttpReply DeleteByNumber(string path)
    {
        var vid = long.Parse(path.Split('/')[^2], CultureInfo.InvariantCulture);
        return _vlans.Find(v => (long)v["vid"]! == vid) is { } vlan ? Delete((int)vlan["id"]!) : Refuse(404, "Not found.");
    }

    private HttpReply? Mistake(JsonObject body)
    {
        if ((string?)body["name"] is not { Length: > 0 and <= 64 } name)
            return HttpReply.Of(400, new JsonObject { ["name"] = new JsonArray("This field is required.") });
        if (_vlans.Any(v => (string?)v["name"] == name))
            return HttpReply.Of(400, new JsonObject
            {
                ["non_field_errors"] = new JsonArray("The fields group, name must make a unique set."),
            });
        var unknown = body["custom_fields"]?.AsObject().Select(f => f.Key).Except(s_fields).FirstOrDefault();
        return unknown is null ? null : HttpReply.Of(400, new JsonObject
        {
            ["__all__"] = new JsonArray($"Unknown field name '{unknown}' in custom field data."),
        });
    }

    private static HttpReply Refuse(int status, string detail) => HttpReply.Of(status, new JsonObject { ["detail"] = detail });
}
