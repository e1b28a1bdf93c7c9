using Allocation.Core.Hooks;
using Allocation.Core.Pools;
using Allocation.Core.ResourcePools;
using Allocation.Core.Tickets;

namespace Allocation.Stores.Tests.Differential;

/// <summary>Operations on tickets, resource pools and the history, drawn at random. No manager works, so that nothing depends on
/// processes.</summary>
internal sealed class TicketScript(Random random)
{
    private static readonly string[] s_tags = ["x", "fast", "\u00e9", "never"];
    private static readonly string[] s_pools = ["vm", "VM", "lab"];

    /// <summary>The next operation, with what it is for people.</summary>
    public (string What, Func<Replica, string> Do) Next() => random.Next(12) switch
    {
        < 2 => CreatePool(),
        2 => RemovePool(),
        < 7 => Open(),
        < 9 => Close(),
        9 => Find(),
        10 => Expire(),
        _ => Clear(),
    };

    private (string, Func<Replica, string>) CreatePool()
    {
        var (name, settings) = (Of(s_pools), new ResourcePoolSettings
        {
            New = HookCommand.Shell("true"),
            Delete = HookCommand.Shell("true"),
            Max = random.Next(3),
            Tags = [new PoolTag(Of(s_tags), random.Next(3))],
            NamedCounters = ["port"],
        });
        return ($"create resource pool {name}", r => r.System.ResourcePools.Create(name, settings).Name);
    }

    private (string, Func<Replica, string>) RemovePool()
    {
        var name = Of(s_pools);
        return ($"remove resource pool {name}", r => $"{r.System.ResourcePools.Remove(name)}");
    }

    private (string, Func<Replica, string>) Open()
    {
        var request = new TicketRequest
        {
            Tag = [.. Enumerable.Range(0, random.Next(1, 3)).Select(_ => Of(s_tags)).Distinct()],
            Sandbox = random.Next(2) == 0 ? "box" : null,
            Lifetime = random.Next(3) == 0 ? TimeSpan.FromSeconds(random.Next(1, 30)) : null,
            Reason = random.Next(3) == 0 ? "caf\u00e9 'x'" : null,
            AllowUnsatisfiable = random.Next(3) > 0,
        };
        var id = random.Next(3) == 0 ? $"t{random.Next(3)}" : null;
        return ($"open {string.Join(',', request.Tag)} {request.Lifetime} {id}", r => Text(r.System.Tickets.Open(request, id)));
    }

    private (string, Func<Replica, string>) Close()
    {
        var id = random.Next(1, 12);
        return ($"close {id}", r => Text(r.System.Tickets.Close(id)));
    }

    private (string, Func<Replica, string>) Find()
    {
        var tag = Of(s_tags);
        return ($"find {tag}", r => string.Join('\n', r.System.Tickets.Query(new TicketFilter { Tag = [tag] }).Select(Text)
            .Concat(r.System.ResourcePools.Find(new NamePattern("*")).Select(p => $"{p.Name} {p.Max} {p.Up}"))));
    }

    private static (string, Func<Replica, string>) Expire() => ("expire", r => string.Join('\n', r.System.Expiry.EndDue()));

    private (string, Func<Replica, string>) Clear()
    {
        var age = TimeSpan.FromSeconds(random.Next(60));
        return ($"clear {age}",
            r => $"{r.System.History.Count(r.System.History.Before(age))} {r.System.History.Clear(r.System.History.Before(age))}");
    }

    private static string Text(ResourceTicket ticket) =>
        $"{ticket.Id} {ticket.State} {ticket.QueuePosition} {ticket.Waiting} {ticket.ExpiresAt:O} {ticket.ClosedAt:O} {ticket.Failure}";

    private string Of(string[] texts) => texts[random.Next(texts.Length)];
}
