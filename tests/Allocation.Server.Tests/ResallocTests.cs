using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Xml.Linq;
using Allocation.Core.Access;
using Allocation.Core.Storage.Events;
using Allocation.Core.Tickets;

namespace Allocation.Server.Tests;

/// <summary>XML-RPC as resalloc's program and its agent spawner send it, written by hand.</summary>
public sealed class ResallocTests : IDisposable
{
    private readonly RunningServer _server = new();
    private readonly string _token;

    public ResallocTests() => _token = _server.Token("copr", AccessRole.Operator);

    public void Dispose() => _server.Dispose();

    [Theory]
    [InlineData("/")]
    [InlineData("/RPC2")]
    public async Task A_ticket_is_taken_collected_waited_for_and_closed(string path)
    {
        var id = (long)Value(await Call(path, "takeTicket", "<array><data><value><string>x86</string></value></data></array>"))!;
        Assert.Equal((false, null, false, false), await Collect(path, $"<int>{id}</int>"));

        _server.LetMachinesStart();
        Assert.Equal("192.0.2.1\n", Value(await Call(path, "waitTicket", $"<string>{id}</string>")));
        Assert.Equal((true, "192.0.2.1\n", false, false), await Collect(path, $"<string>{id}</string>"));

        Assert.Null(Value(await Call(path, "closeTicket", $"{id}")));
        Assert.Null(Value(await Call(path, "closeTicket", $"<i4>{id}</i4>")));
        Assert.Equal((true, "192.0.2.1\n", true, false), await Collect(path, $"{id}"));
        Assert.Equal("192.0.2.1\n", Value(await Call(path, "waitTicket", $"{id}")));
    }

    [Fact]
    public async Task A_sandbox_is_the_second_argument_and_may_be_nothing()
    {
        const string Tags = "<array><data><value>x86</value></data></array>";
        var first = (long)Value(await Call("/", "takeTicket", Tags, "<string>mine</string>"))!;
        Assert.Equal("mine", _server.System.Tickets.Get(first).Sandbox);
        var second = (long)Value(await Call("/", "takeTicket", Tags, "<nil/>"))!;
        Assert.Null(_server.System.Tickets.Get(second).Sandbox);
    }

    [Fact]
    public async Task A_ticket_that_does_not_exist_is_not_ready_and_closing_it_is_a_fault()
    {
        Assert.Equal((null, null, null, null), await Collect("/", "<int>99</int>"));
        Assert.Equal((null, null, null, null), await Collect("/", "<string>x</string>"));
        Assert.NotEmpty(Fault(await Call("/", "closeTicket", "<int>99</int>")));
        Assert.NotEmpty(Fault(await Call("/", "waitTicket", "<int>99</int>")));
    }

    // There the caller would wait for ever.
    [Fact]
    public async Task Waiting_for_a_ticket_that_was_closed_without_a_resource_is_a_fault()
    {
        var closed = _server.System.Tickets.Query(new TicketFilter { States = [TicketState.Closed] }).First();
        Assert.StartsWith("TicketClosed", Fault(await Call("/", "waitTicket", $"<int>{closed.Id}</int>")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sixty_that_wait_at_once_all_get_theirs()
    {
        _server.LetMachinesStart();
        _server.System.ResourcePools.Change("vm", settings => settings with { Max = 70, MaxStarting = 70, MaxPrealloc = 1 });
        await Task.WhenAll(Enumerable.Range(0, 60).Select(async _ =>
        {
            var id = Value(await Call("/", "takeTicket", "<array><data><value>x86</value></data></array>"));
            Assert.Equal("192.0.2.1\n", Value(await Call("/", "waitTicket", $"<string>{id}</string>")));
        }));
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("takeTicket", "<int>1</int>")]
    [InlineData("takeTicket", "<array><data><value>nothing has this</value></data></array>")]
    [InlineData("takeTicket", "<array><data><value><int>1</int></value></data></array>")]
    [InlineData("takeTicket", "<array><data></data></array>")]
    [InlineData("takeTicket", "a", "b", "c")]
    [InlineData("collectTicket")]
    [InlineData("collectTicket", "<int>x</int>")]
    [InlineData("closeTicket", "<struct/>")]
    [InlineData("waitTicket", "<strange/>")]
    public async Task A_call_that_makes_no_sense_is_a_fault(string method, params string[] arguments) =>
        Assert.NotEmpty(Fault(await Call("/RPC2", method, arguments)));

    [Fact]
    public async Task A_body_that_is_deep_is_refused_before_a_tree_is_made_of_it()
    {
        var deep = string.Concat(Enumerable.Repeat("<a>", 129)) + string.Concat(Enumerable.Repeat("</a>", 129));
        using var answer = await Send("/RPC2", $"<methodCall>{deep}</methodCall>", "text/xml", Basic(_token));
        Assert.Equal("The body must not be deeper than 128 elements.", Fault(XDocument.Parse(await answer.Content.ReadAsStringAsync())));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<")]
    [InlineData("<methodCall/>")]
    [InlineData("<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]><methodCall><methodName>&y;</methodName></methodCall>")]
    public async Task What_is_no_call_is_a_fault(string body)
    {
        using var answer = await Send("/RPC2", body, "text/xml", Basic(_token));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.NotEmpty(Fault(XDocument.Parse(await answer.Content.ReadAsStringAsync())));
    }

    [Fact]
    public async Task The_methods_can_be_listed()
    {
        var list = (await Call("/", "system.listMethods")).Descendants("data").Single().Elements("value").Select(value => value.Value);
        Assert.Contains("takeTicket", list);
        Assert.NotEmpty((string)Value(await Call("/", "system.methodHelp", "takeTicket"))!);
    }

    // http://TOKEN@host, http://TOKEN:@host and http://name:TOKEN@host.
    [Theory]
    [InlineData("{0}")]
    [InlineData("{0}:")]
    [InlineData("name:{0}")]
    public async Task The_token_is_in_the_user_part_of_the_address(string form)
    {
        using var answer = await Send("/", Body("my_id"), "text/xml", Basic(string.Format(null, form, _token)));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_reader_collects_and_changes_nothing()
    {
        var reader = Basic(_server.Token("eve", AccessRole.Reader));
        using var collected = await Send("/", Body("collectTicket", "<int>1</int>"), "text/xml", reader);
        Assert.Equal(HttpStatusCode.OK, collected.StatusCode);
        foreach (var call in new[] { Body("takeTicket", "<array><data><value>x86</value></data></array>"),
            Body("closeTicket", "<int>1</int>"), Body("waitTicket", "<int>1</int>") })
        {
            using var refused = await Send("/", call, "text/xml", reader);
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        }
    }

    [Fact]
    public async Task Events_name_the_token()
    {
        await Call("/", "takeTicket", "<array><data><value>x86</value></data></array>");
        Assert.Equal("token:copr", _server.System.Events.Query(new EventQuery { Subject = EventSubject.Ticket }).First().User);
    }

    [Fact]
    public async Task A_body_that_a_form_of_another_site_can_send_is_refused()
    {
        using var answer = await Send("/RPC2", Body("my_id"), "text/plain", Basic(_token));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
    }

    private async Task<(bool? Ready, string? Output, bool? Closed, bool? Failed)> Collect(string path, string id)
    {
        var members = (await Call(path, "collectTicket", id)).Descendants("member")
            .ToDictionary(member => member.Element("name")!.Value, member => Value(member.Element("value")!));
        Assert.Equal(["closed", "failed", "output", "ready"], members.Keys.Order());
        return ((bool?)members["ready"], (string?)members["output"], (bool?)members["closed"], (bool?)members["failed"]);
    }

    private async Task<XDocument> Call(string path, string method, params string[] arguments)
    {
        using var answer = await Send(path, Body(method, arguments), "text/xml", Basic(_token));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, text);
        Assert.Equal("text/xml", answer.Content.Headers.ContentType?.MediaType);
        return XDocument.Parse(text);
    }

    private static string Body(string method, params string[] arguments) =>
        $"<?xml version='1.0'?>\n<methodCall>\n<methodName>{method}</methodName>\n<params>\n"
            + string.Concat(arguments.Select(argument => $"<param>\n<value>{argument}</value>\n</param>\n"))
            + "</params>\n</methodCall>\n";

    private async Task<HttpResponseMessage> Send(string path, string body, string type, AuthenticationHeaderValue authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new StringContent(body, new MediaTypeHeaderValue(type)),
            Headers = { Authorization = authorization },
        };
        return await _server.Client.SendAsync(request);
    }

    private static AuthenticationHeaderValue Basic(string userAndPassword) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(userAndPassword)));

    private static string Fault(XDocument answer)
    {
        var fault = answer.Root!.Element("fault") ?? throw new InvalidOperationException(answer.ToString());
        Assert.Equal("1", fault.Descendants("int").Single().Value);
        return fault.Descendants("string").Single().Value;
    }

    private static object? Value(XDocument answer) => Value(answer.Descendants("param").FirstOrDefault()?.Element("value")
        ?? throw new InvalidOperationException(answer.ToString()));

    private static object? Value(XElement value) => value.Elements().Single() switch
    {
        { Name.LocalName: "nil" } => null,
        { Name.LocalName: "boolean" } truth => truth.Value == "1",
        { Name.LocalName: "int" } number => (long)number,
        { Name.LocalName: "base64" } bytes => Encoding.UTF8.GetString(Convert.FromBase64String(bytes.Value)),
        var text => text.Value,
    };
}
