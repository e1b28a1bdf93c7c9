using System.Globalization;
using System.Text;
using Allocation.Core;
using Allocation.Core.Access;
using Allocation.Core.Errors;
using Allocation.Core.Tickets;
using Allocation.Server.Access;
using Microsoft.AspNetCore.Http.Features;

namespace Allocation.Server.Resalloc;

/// <summary>What resalloc's server can be called for.</summary>
internal sealed class ResallocCalls
{
    private static readonly Dictionary<string, string> s_help = new()
    {
        ["takeTicket"] = "takeTicket(tags, sandbox=None): opens a ticket and returns its id.",
        ["collectTicket"] = "collectTicket(id): what became of a ticket: ready (None for no such ticket), output, closed, failed.",
        ["waitTicket"] = "waitTicket(id): waits until the ticket has its resource and returns what the resource's creation printed.",
        ["closeTicket"] = "closeTicket(id): closes a ticket.",
        ["my_id"] = "my_id(): an id of the caller.",
        ["system.listMethods"] = "system.listMethods(): the methods.",
        ["system.methodHelp"] = "system.methodHelp(method): what a method does.",
        ["system.methodSignature"] = "system.methodSignature(method): not supported.",
    };

    private readonly HttpContext _context;
    private readonly ServedStore _store;
    private readonly Caller _caller;

    /// <summary>For one request.</summary>
    public ResallocCalls(HttpContext context)
    {
        _context = context;
        _store = context.RequestServices.GetRequiredService<ServedStore>();
        _caller = context.Features.GetRequiredFeature<Caller>();
    }

    /// <summary>Calls a method.</summary>
    /// <returns>What it returns: null, a truth value, a whole number, bytes, text, or a list or a map of these.</returns>
    /// <exception cref="XmlRpcFault">There is no such method, or its arguments are wrong.</exception>
    /// <exception cref="AllocationException">It cannot be done.</exception>
    public async Task<object?> Call(XmlRpcCall call) => call.Method switch
    {
        "takeTicket" => await Change(system => Take(system, call)),
        "collectTicket" => Collect(Id(call)),
        "waitTicket" => await Wait(Id(call)),
        "closeTicket" => await Change(system => Close(system, Id(call))),
        "my_id" => _context.TraceIdentifier,
        "system.listMethods" => s_help.Keys.Order(StringComparer.Ordinal).ToList<object?>(),
        "system.methodHelp" => s_help.GetValueOrDefault(Text(call, 0) ?? "", ""),
        "system.methodSignature" => "signatures not supported",
        var unknown => throw new XmlRpcFault($"method \"{unknown}\" is not supported"),
    };

    private object Take(AllocationSystem system, XmlRpcCall call)
    {
        if (call.Arguments.Count > 2) throw Wrong(call, "tags and a sandbox");
        var tags = call.Arguments.Count > 0 ? call.Arguments[0] : null;
        if (tags is not (null or List<object?>)) throw Wrong(call, "a list of tags");
        var names = (tags as List<object?>)?.ConvertAll(tag => tag as string ?? throw Wrong(call, "tags that are texts")) ?? [];
        var sandbox = Text(call, 1) is { Length: > 0 } text ? text : null;
        ScopeIn(system).NeedTags(names);
        return system.Tickets.Open(new TicketRequest { Tag = names, Sandbox = sandbox }).Id;
    }

    private TicketScope ScopeIn(AllocationSystem system) => new(system, _caller.Scope);

    private object? Close(AllocationSystem system, long? id)
    {
        if (id is not { } known) throw new XmlRpcFault("no such ticket");
        ScopeIn(system).Need(system.Tickets.Get(known));
        system.Tickets.Close(known);
        return null;
    }

    private Dictionary<string, object?> Collect(long? id)
    {
        var ticket = Find(id);
        return new()
        {
            ["ready"] = ticket is null ? null : ticket.ResourceName is not null,
            ["output"] = Output(ticket),
            ["closed"] = ticket is null ? null : ticket.State == TicketState.Closed,
            ["failed"] = ticket is null ? null : ticket.State == TicketState.Failed,
        };
    }

    // Whoever waits for a ticket that is over and had a resource gets what was printed of it, as there; without one he would wait for ever
    // there, and is told here.
    private async Task<object?> Wait(long? id)
    {
        var ticket = Find(id) ?? throw new XmlRpcFault("no such ticket");
        if (ticket.State == TicketState.Open && !ticket.Ready)
        {
            _caller.Need(AccessRole.Operator);
            ticket = await TicketWait.UntilReady(_context, _store.For(_context), ticket.Id, null) ?? Find(id)!;
        }

        if (ticket.ResourceName is not null) return Output(ticket);
        throw ticket.State switch
        {
            TicketState.Closed => new TicketClosedException(ticket.Id),
            TicketState.Failed => new TicketFailedException(ticket.Id, ticket.Failure ?? "its resource is gone"),
            TicketState.Open => new XmlRpcFault("The server stops."),
        };
    }

    private async Task<object?> Change(Func<AllocationSystem, object?> act)
    {
        _caller.Need(AccessRole.Operator);
        return await _store.Change(_context, act);
    }

    private ResourceTicket? Find(long? id)
    {
        try
        {
            var system = _store.Reading;
            return id is { } known
                ? ScopeIn(system).Need(system.Tickets.Get(known, _context.RequestAborted))
                : null;
        }
        catch (TicketNotFoundException)
        {
            return null;
        }
    }

    private static byte[]? Output(ResourceTicket? ticket) =>
        ticket?.ResourceName is null ? null : Encoding.UTF8.GetBytes(ticket.Data ?? "");

    // The program sends the id as the text that was typed. What is no number is no ticket.
    private static long? Id(XmlRpcCall call) => call.Arguments switch
    {
        [long id] => id,
        [string text] => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null,
        _ => throw Wrong(call, "the id of a ticket"),
    };

    private static string? Text(XmlRpcCall call, int index) => call.Arguments.Count <= index ? null
        : call.Arguments[index] is null or string ? (string?)call.Arguments[index]
        : throw Wrong(call, "a text");

    private static XmlRpcFault Wrong(XmlRpcCall call, string must) => new($"{call.Method} must have {must}.");
}
