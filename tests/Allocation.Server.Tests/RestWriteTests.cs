using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Allocation.Core.Access;
using Allocation.Core.Direct;
using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Core.Storage.Events;
using Allocation.Core.Tickets;

namespace Allocation.Server.Tests;

public sealed class RestWriteTests : IDisposable
{
    private readonly RunningServer _server = new();
    private readonly string _token;

    public RestWriteTests() => _token = _server.Token("ci", AccessRole.Operator);

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task Numbers_are_taken_changed_and_given_back_under_a_name()
    {
        var taken = (await Ok(HttpMethod.Post, "/direct-allocations", """
            { "pool": "vlan", "Name": "lab", "Count": 2, "Owner": "bob", "Tag": ["a=b"], "Lifetime": "1.00:00:00" }
            """, HttpStatusCode.Created)).AsArray();
        Assert.Equal(2, taken.Count);
        Assert.Equal("bob", (string)taken[0]!["Owner"]!);
        Assert.NotNull(taken[0]!["EndDate"]);

        var changed = (await Ok(HttpMethod.Patch, "/direct-allocations/lab", """{ "NoEndDate": true, "Owner": "" }""")).AsArray();
        Assert.Null(changed[1]!["EndDate"]);
        Assert.Null(changed[1]!["Owner"]);
        Assert.Equal("a=b", (string)changed[1]!["Tag"]![0]!);

        var one = await Ok(HttpMethod.Delete, $"/allocations/{taken[0]!["ReservationId"]}", null);
        Assert.Equal("Released", (string)one["State"]!);
        Assert.Single((await Ok(HttpMethod.Delete, "/direct-allocations/lab", null)).AsArray());
        await Refused(HttpMethod.Delete, "/direct-allocations/lab", null, HttpStatusCode.NotFound, "AllocationNotFound");
    }

    [Fact]
    public async Task A_VLAN_service_is_created_changed_and_removed()
    {
        using var made = await _server.Send(HttpMethod.Post, "/api/v1/vlan-services", _token, """{ "Name": "a/b", "NorthVlanId": 109 }""");
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.Equal("/api/v1/vlan-services/a%2Fb", made.Headers.Location?.OriginalString);
        Assert.Equal(109, (long)JsonNode.Parse(await made.Content.ReadAsStringAsync())!["NorthVlanId"]!);
        var version = made.Headers.ETag!.Tag;

        using var changed = await _server.Send(HttpMethod.Patch, made.Headers.Location!.OriginalString, _token, """{ "Owner": "bob" }""",
            ("If-Match", version));
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.NotEqual(version, changed.Headers.ETag!.Tag);
        await Refused(HttpMethod.Patch, "/vlan-services/a%2Fb", """{ "Owner": "eve" }""", HttpStatusCode.PreconditionFailed,
            "VersionConflict", ("If-Match", version));

        await Refused(HttpMethod.Post, "/vlan-services", """{ "Name": "A/B" }""", HttpStatusCode.Conflict, "ServiceExists");
        Assert.Equal("a/b", (string)(await Ok(HttpMethod.Delete, "/vlan-services/a%2Fb", null))["Name"]!);
        await Refused(HttpMethod.Delete, "/vlan-services/a%2Fb", null, HttpStatusCode.NotFound, "ServiceNotFound");
    }

    [Fact]
    public async Task A_service_that_fails_leaves_nothing_or_what_it_got()
    {
        _server.System.Pools.Create("tiny", new PoolChange { From = 1, To = 2 });
        const string Body = """{ "Name": "x", "Pool": "tiny" """;
        await Refused(HttpMethod.Post, "/vlan-services", Body + "}", HttpStatusCode.Conflict, "AllocationFailed");
        Assert.Equal(0, _server.System.Pools.Find(new("tiny"))[0].Held);
        var kept = await Ok(HttpMethod.Post, "/vlan-services", Body + """, "KeepPartial": true }""", HttpStatusCode.Created);
        Assert.Equal("rejected", (string)kept["State"]!);
        _server.System.Pools.Change("tiny", new PoolChange { To = 3 });
        Assert.Equal("up", (string)(await Ok(HttpMethod.Post, "/vlan-services/x/resume", null))["State"]!);
    }

    [Fact]
    public async Task A_request_with_the_same_key_is_done_once()
    {
        const string Body = """{ "Pool": "vlan", "Name": "once" }""";
        var key = ("Idempotency-Key", "k1");
        var first = await Ok(HttpMethod.Post, "/direct-allocations", Body, HttpStatusCode.Created, key);
        var again = await Ok(HttpMethod.Post, "/direct-allocations", Body, HttpStatusCode.Created, key);
        Assert.True(JsonNode.DeepEquals(first, again));
        await Refused(HttpMethod.Post, "/direct-allocations", """{ "Pool": "vlan", "Name": "other" }""",
            HttpStatusCode.UnprocessableEntity, "RequestConflict", key);
    }

    [Fact]
    public async Task A_pool_is_created_changed_and_removed_by_an_admin()
    {
        await Refused(HttpMethod.Post, "/pools", """{ "Name": "lab", "From": 1, "To": 5 }""", HttpStatusCode.Forbidden, "Forbidden");
        var admin = _server.Token("root", AccessRole.Admin);
        using var made = await _server.Send(HttpMethod.Post, "/api/v1/pools", admin,
            """{ "Name": "lab", "Network": "10.1.0.0/24", "Exclude": ["10.1.0.1"], "Strategy": "Random", "Owner": "bob" }""");
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.Equal("/api/v1/pools/lab", made.Headers.Location?.OriginalString);
        using var changed = await _server.Send(HttpMethod.Patch, "/api/v1/pools/lab", admin,
            """{ "AddExclude": ["10.1.0.2"], "ReuseDelay": "01:00:00", "WarnAt": 80 }""");
        var pool = JsonNode.Parse(await changed.Content.ReadAsStringAsync())!;
        Assert.Equal(("01:00:00", 80), ((string)pool["ReuseDelay"]!, (int)pool["WarnAt"]!));
        Assert.Single(pool["Excluded"]!.AsArray());
        using var removed = await _server.Send(HttpMethod.Delete, "/api/v1/pools/lab", admin, null);
        Assert.Equal(HttpStatusCode.OK, removed.StatusCode);
        await Refused(HttpMethod.Get, "/pools/lab", null, HttpStatusCode.NotFound, "PoolNotFound");
    }

    [Fact]
    public async Task A_service_of_any_definition_is_created_changed_and_removed()
    {
        _server.System.Definitions.Register("""
            { "name": "Port", "attributes": { "name": "string", "vlan": { "type": "int", "modifier": "r" },
                "text": { "type": "string", "modifier": "rw+", "optional": true } },
              "allocation": [ { "attribute": "vlan", "allocator": "number", "arguments": { "pool": "vlan" } } ] }
            """);
        var made = await Ok(HttpMethod.Post, "/services/port", """{ "Name": "eth0", "Attributes": { "text": "a" } }""",
            HttpStatusCode.Created);
        Assert.NotNull(made["Attributes"]!["vlan"]);
        var changed = await Ok(HttpMethod.Patch, "/services/Port/eth0", """{ "Attributes": { "text": "b" } }""");
        Assert.Equal("b", (string)changed["Attributes"]!["text"]!);
        await Refused(HttpMethod.Delete, "/services/Port/eth0", null, HttpStatusCode.PreconditionFailed, "VersionConflict",
            ("If-Match", "\"1\""));
        Assert.Equal("a", (string)(await Ok(HttpMethod.Post, "/services/Port/eth0/undo", null))["Attributes"]!["text"]!);
        await Ok(HttpMethod.Delete, "/services/Port/eth0", null);
    }

    [Fact]
    public async Task A_ticket_is_opened_waited_for_and_closed()
    {
        var opened = await Ok(HttpMethod.Post, "/tickets", """{ "Tag": ["x86"] }""", HttpStatusCode.Created);
        var path = $"/tickets/{opened["Id"]}";
        Assert.False((bool)(await Ok(HttpMethod.Get, path + "?wait=0", null))["Ready"]!);
        _server.LetMachinesStart();
        var ready = await Ok(HttpMethod.Get, path + "?wait=300", null);
        Assert.True((bool)ready["Ready"]!);
        Assert.StartsWith("192.0.2.1", (string)ready["Data"]!, StringComparison.Ordinal);
        Assert.Equal("Closed", (string)(await Ok(HttpMethod.Delete, path, null))["State"]!);
        Assert.Equal("Closed", (string)(await Ok(HttpMethod.Get, path + "?wait=300", null))["State"]!);
    }

    [Fact]
    public async Task Who_waits_and_goes_away_leaves_his_place()
    {
        var opened = await Ok(HttpMethod.Post, "/tickets", """{ "Tag": ["x86"] }""", HttpStatusCode.Created);
        var before = _server.Served.Waiting.CurrentCount;
        using (var gone = new CancellationTokenSource())
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/tickets/{opened["Id"]}?wait=300");
            request.Headers.Authorization = new("Bearer", _token);
            var waiting = _server.Client.SendAsync(request, gone.Token);
            Until.True(() => _server.Served.Waiting.CurrentCount == before - 1, "the caller waits");
            await gone.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        }

        Until.True(() => _server.Served.Waiting.CurrentCount == before, "the place is free again");
        Assert.Equal(TicketState.Open, _server.System.Tickets.Get((long)opened["Id"]!).State);
    }

    [Fact]
    public async Task Events_name_the_token_and_the_request()
    {
        await Ok(HttpMethod.Post, "/direct-allocations", """{ "Pool": "vlan", "Name": "seen" }""", HttpStatusCode.Created);
        var seen = _server.System.Events.Query(new EventQuery { Name = "seen" }).First();
        Assert.Equal("token:ci", seen.User);
        Assert.Equal("POST /api/v1/direct-allocations", seen.Command);
    }

    // What another front end knows by the same id is the same request.
    [Fact]
    public async Task A_key_may_have_any_characters()
    {
        Assert.StartsWith("HTTP/1.1 201", await TakeOnce(Encoding.UTF8, "Idempotency-Key: Größe-名"), StringComparison.Ordinal);
        var known = _server.System.Direct.TakeAll([new DirectRequest("vlan", "once")], "Größe-名").Checked();
        Assert.Equal("once", known[0].LeaseName);
    }

    [Theory]
    [InlineData("Idempotency-Key: \u00ff")]
    [InlineData("Idempotency-Key: a\r\nIdempotency-Key: b")]
    public async Task A_key_must_be_one_and_text(string lines)
    {
        var answer = await TakeOnce(Encoding.Latin1, lines);
        Assert.StartsWith("HTTP/1.1 400", answer, StringComparison.Ordinal);
        Assert.Contains("Idempotency-Key must be", answer, StringComparison.Ordinal);
    }

    private Task<string> TakeOnce(Encoding encoding, string lines)
    {
        const string Body = """{ "Pool": "vlan", "Name": "once" }""";
        return Raw(encoding, $"POST /api/v1/direct-allocations HTTP/1.1\r\nContent-Type: application/json\r\n" +
            $"Content-Length: {Body.Length}\r\n{lines}", Body);
    }

    // What a client library would not send.
    private async Task<string> Raw(Encoding encoding, string head, string body)
    {
        using var client = new System.Net.Sockets.TcpClient();
        await client.ConnectAsync(_server.Client.BaseAddress!.Host, _server.Client.BaseAddress.Port);
        await client.GetStream().WriteAsync(encoding.GetBytes(
            $"{head}\r\nHost: localhost\r\nAuthorization: Bearer {_token}\r\nConnection: close\r\n\r\n{body}"));
        using var answer = new StreamReader(client.GetStream());
        return await answer.ReadToEndAsync();
    }

    [Fact]
    public async Task A_ticket_names_the_token_that_opened_it()
    {
        var opened = await Ok(HttpMethod.Post, "/tickets", """{ "Tag": ["x86"] }""", HttpStatusCode.Created);
        Assert.Equal("token:ci", (string)opened["User"]!);
    }

    // HTTP removes such parts, and the path would be another one.
    [Theory]
    [InlineData("/pools/%2e%2e/v1/os-hosts")]
    [InlineData("/pools/../v1/os-hosts")]
    [InlineData("/api/v1/pools/%2E")]
    [InlineData("/api/v1/vlan-services/%2e.")]
    public async Task A_path_with_dots_as_a_part_is_refused(string path)
    {
        var answer = await Raw(Encoding.ASCII, $"GET {path} HTTP/1.1", "");
        Assert.StartsWith("HTTP/1.1 400", answer, StringComparison.Ordinal);
        Assert.Contains("No part of a path must be", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_has_dots_as_its_name_is_found_in_a_list()
    {
        _server.System.Pools.Create("..", new PoolChange { From = 0, To = 1 });
        Assert.Equal("..", (string)(await Ok(HttpMethod.Get, "/pools?name=..", null))[0]!["Name"]!);
    }

    [Theory]
    [InlineData("""{ "Name": "x" }""")]
    [InlineData("""{ "Name": "x", "From": 1 }""")]
    [InlineData("""{ "Name": "x", "From": 1, "To": 5, "AddExclude": ["2"] }""")]
    [InlineData("""{ "Name": "x", "From": 1, "To": 5, "AllowHeld": true }""")]
    public async Task A_pool_that_is_not_whole_is_refused_with_what_must_be_there(string body)
    {
        using var answer = await _server.Send(HttpMethod.Post, "/api/v1/pools", _server.Token("root", AccessRole.Admin), body);
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Assert.Equal((HttpStatusCode.BadRequest, "Usage"), (answer.StatusCode, (string)problem["id"]!));
        Assert.Contains("From", (string)problem["detail"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/direct-allocations", "")]
    [InlineData("/direct-allocations", "null")]
    [InlineData("/direct-allocations", "[]")]
    [InlineData("/direct-allocations", "{")]
    [InlineData("/direct-allocations", "{}")]
    [InlineData("/direct-allocations", """{ "Pool": "vlan", "Name": null }""")]
    [InlineData("/direct-allocations", """{ "Pool": "vlan", "Name": "x", "Cuont": 2 }""")]
    [InlineData("/direct-allocations", """{ "Pool": "vlan", "Name": "x", "name": "y" }""")]
    [InlineData("/direct-allocations", """{ "Pool": "vlan", "Name": "x", "EndDate": "05/04/2031" }""")]
    [InlineData("/direct-allocations", """{ "Pool": "vlan", "Name": "x", "Lifetime": "7" }""")]
    [InlineData("/direct-allocations", """{ "Pool": "file:/etc/passwd", "Name": "x" }""")]
    [InlineData("/vlan-services", """{ "Name": "x", "NorthPool": "file:/etc/passwd" }""")]
    [InlineData("/vlan-services", """{ "Name": "x", "Pool": "file:/etc/passwd" }""")]
    [InlineData("/vlan-services", """{ "Name": "x", "PoolFile": "/etc/passwd" }""")]
    [InlineData("/tickets", """{ "Tag": "x86" }""")]
    [InlineData("/tickets", """{ "Tag": [null] }""")]
    [InlineData("/direct-allocations", """{ "Pool": "vlan", "Name": "x", "ResourceId": ["100", null] }""")]
    [InlineData("/direct-allocations", """{ "Pool": "vlan", "Name": "x", "Tag": [null] }""")]
    [InlineData("/services/VlanService", """{ "Name": "x", "Attributes": { "pool_file": "/etc/passwd" } }""")]
    [InlineData("/services/VlanService", """{ "Name": "x", "Attributes": { "north_pool": "file:/etc/passwd" } }""")]
    [InlineData("/services/VlanService", """{ "Name": "x", "Attributes": { "a": [{ "b": "file:/etc/passwd" }] } }""")]
    public Task A_body_that_is_not_what_must_be_there_is_refused(string path, string body) =>
        Refused(HttpMethod.Post, path, body, HttpStatusCode.BadRequest, "Usage");

    [Theory]
    [InlineData("""{ "Pool": "vlan", "Name": "" }""", "InvalidAllocation")]
    [InlineData("""{ "Pool": "vlan", "Name": "x", "Count": 0 }""", "InvalidAllocation")]
    [InlineData("""{ "Pool": "vlan", "Name": "x", "ResourceId": ["y"] }""", "InvalidAllocation")]
    [InlineData("""{ "Pool": "vlan", "Name": "x", "ResourceId": ["999"] }""", "ValueOutOfRange")]
    [InlineData("""{ "Pool": "vlan", "Name": "x", "Tag": ["="] }""", "InvalidAllocation")]
    public Task What_the_core_refuses_has_its_id(string body, string id) =>
        Refused(HttpMethod.Post, "/direct-allocations", body, HttpStatusCode.BadRequest, id);

    // What the form of a page of another site can send.
    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    public async Task A_body_of_another_type_is_refused(string type)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/direct-allocations")
        {
            Content = new StringContent("""{ "Pool": "vlan", "Name": "x" }"""),
            Headers = { Authorization = new("Bearer", _token) },
        };
        request.Content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(type);
        using var answer = await _server.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused()
    {
        var body = $$"""{ "Pool": "vlan", "Name": "{{new string('x', 2 << 20)}}" }""";
        using var answer = await _server.Send(HttpMethod.Post, "/api/v1/direct-allocations", _token, body);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task Many_callers_at_once_never_get_the_same_number()
    {
        _server.System.Pools.Create("wide", new PoolChange { From = 0, To = 1000 });
        var all = await Task.WhenAll(Enumerable.Range(0, 200).Select(i =>
            Ok(HttpMethod.Post, "/direct-allocations", $$"""{ "Pool": "wide", "Name": "n{{i}}" }""", HttpStatusCode.Created)));
        Assert.Equal(200, all.Select(taken => (string)taken[0]!["ResourceId"]!).Distinct().Count());
        Assert.Equal(200, _server.System.Ledger.Count(new AllocationQuery { Pool = "wide", State = AllocationState.Active }));
    }

    [Theory]
    [InlineData("""{"Pool": "vlan", "Name": "a", "Nam": "x"}""", "'Nam' is not a property of this body. Its properties are: Pool, Name, ")]
    [InlineData("""{"Pool": "vlan", "Name": "a", "ResourceId": 170}""", "'ResourceId' must be a list of texts, such as [\"150\"].")]
    [InlineData("""{"Pool": "vlan", "Name": "a", "ResourceId": [170]}""", "'ResourceId' must be a list of texts, such as [\"150\"].")]
    [InlineData("""{"Pool": "vlan", "Name": "a", "count": "two"}""", "'Count' must be a whole number.")]
    [InlineData("""{"Pool": "vlan", "Name": "a", "count": "two", """, "'Count' must be a whole number.")]
    [InlineData("""{"Pool": "vlan", "Name": "a", "Name": "b"}""", "'Name' must be there once.")]
    [InlineData("""{"Pool": "vlan", "Name": "a", "NAME": "b"}""", "'Name' must be there once.")]
    [InlineData("""{"Pool": "vlan", "Name": 1}""", "'Name' must be a text.")]
    [InlineData("""{"Pool": "vlan"}""", "The body must be an object with Pool and Name.")]
    [InlineData("[]", "The body must be an object with Pool and Name.")]
    [InlineData("{", "The body must be JSON: ")]
    public async Task A_wrong_body_is_told_in_the_words_of_its_caller(string body, string begin)
    {
        using var answer = await _server.Send(HttpMethod.Post, "/api/v1/direct-allocations", _token, body);
        var detail = (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["detail"]!;
        Assert.StartsWith(begin, detail, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", detail, StringComparison.Ordinal);
    }

    private Task<JsonNode> Ok(HttpMethod method, string path, string? body, HttpStatusCode status = HttpStatusCode.OK,
        params (string Name, string Value)[] headers) => _server.Ok(method, path, _token, body, status, headers);

    private Task Refused(HttpMethod method, string path, string? body, HttpStatusCode status, string id,
        params (string Name, string Value)[] headers) => _server.Refused(method, path, _token, body, status, id, headers);
}
