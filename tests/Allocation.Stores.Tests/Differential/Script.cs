using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Core.Services;
using Allocation.Core.Storage.Notes;
using Allocation.Stores.Tests.Fixtures;

namespace Allocation.Stores.Tests.Differential;

/// <summary>Operations drawn at random. Names are few, so that they meet; pools are small, so that they run dry.</summary>
internal sealed class Script(Random random)
{
    private static readonly string[] s_pools = ["vlan", "VLAN", "b", "\uFF5E", "\U0001F600", "no such"];
    private static readonly string[] s_services = ["a", "A", "b", "Caf\u00e9", "CAFE\u0301", "x'y", "\U0001F600", "\uFF5E", "z"];

    private readonly ServiceScript _services = new(random);
    private readonly TicketScript _tickets = new(random);
    private readonly DirectScript _direct = new(random);

    /// <summary>The next operation, with what it is for people.</summary>
    public (string What, Func<Replica, string> Do) Next() => random.Next(35) switch
    {
        < 2 => CreatePool(),
        < 4 => ChangePool(),
        4 => RemovePool(),
        < 10 => CreateService(),
        10 => CreateBatch(),
        < 14 => RemoveService(),
        14 => ResumeService(),
        < 17 => Tick(),
        17 => FailLate(),
        < 20 => Query(),
        < 25 => _services.Next(),
        < 30 => _direct.Next(),
        _ => _tickets.Next(),
    };

    private (string, Func<Replica, string>) CreatePool()
    {
        var (name, settings) = (Of(s_pools), Settings(from: random.Next(10)));
        return ($"create pool {name} {settings}", r => r.System.Pools.Create(name, settings).ToString());
    }

    private (string, Func<Replica, string>) ChangePool()
    {
        var (name, settings) = (Of(s_pools), Settings(from: Maybe(random.Next(10))));
        return ($"change pool {name} {settings}", r => r.System.Pools.Change(name, settings).ToString());
    }

    private (string, Func<Replica, string>) RemovePool()
    {
        var name = Of(s_pools);
        return ($"remove pool {name}", r =>
        {
            r.System.Pools.Remove(name);
            return "removed";
        }
        );
    }

    private (string, Func<Replica, string>) CreateService()
    {
        var (request, id) = (Request(), Maybe($"q{random.Next(4)}"));
        return ($"create {request} {id}", r => Text(r.System.VlanServices.Create(request, id).Service));
    }

    private (string, Func<Replica, string>) CreateBatch()
    {
        var requests = Enumerable.Range(0, 3).Select(_ => Request() with { KeepPartial = false }).ToList();
        return ($"create {string.Join(' ', requests)}", r => string.Join('\n', r.System.VlanServices.CreateAll(requests).Select(Text)));
    }

    private (string, Func<Replica, string>) RemoveService()
    {
        var name = Of(s_services);
        return ($"remove {name}", r => Text(r.System.VlanServices.Remove(IdOf(r, name))));
    }

    private (string, Func<Replica, string>) ResumeService()
    {
        var name = Of(s_services);
        return ($"resume {name}", r => Text(r.System.VlanServices.Resume(IdOf(r, name)).Service));
    }

    private (string, Func<Replica, string>) Tick()
    {
        var time = TimeSpan.FromMilliseconds(random.Next(20_000));
        return ($"wait {time}", r => (r.Clock.Time += time).ToString("O"));
    }

    // A transaction that has written much and fails.
    private (string, Func<Replica, string>) FailLate()
    {
        var pool = Of(s_pools);
        return ($"fail late in {pool}", r => r.Store.Run<string>(session =>
        {
            session.Pools.Remove(pool);
            foreach (var row in session.Allocations.Query(new AllocationQuery()))
                session.Allocations.Update(row with { LeaseName = "lost", State = AllocationState.Released });
            foreach (var service in session.Services.Query(new ServiceQuery { Living = null })) session.Services.Remove(service.Id);
            session.Pools.Add(Rows.Pool("lost"));
            throw new NotSupportedException();
        }));
    }

    private (string, Func<Replica, string>) Query()
    {
        if (random.Next(4) == 0) return QueryPools();
        var query = new AllocationQuery
        {
            Notes = random.Next(4) == 0 ? DirectScript.Filter(random) : null,
            Pool = Maybe(Of(s_pools)),
            State = random.Next(3) == 0 ? AllocationState.Active : null,
            ResourceId = random.Next(4) == 0 ? Of(["", "10.20.0."]) + random.Next(30) : null,
            Skip = random.Next(5),
            Take = Maybe(random.Next(1, 10)),
        };
        if (random.Next(2) == 0)
        {
            // As people ask, with ranges and networks.
            var typed = query with { ResourceId = Of(["3-17", "5", "10.20.0.0/26", "10.20.0.3-10.20.0.90", "2-4,9", "10.20.0.0/8"]) };
            return ($"ask {typed}", r => string.Join('\n', r.System.Ledger.Query(typed).Select(a => a.ToString())
                .Concat(r.System.Ledger.ByResource(typed with { Take = 30 })
                    .Select(u => $"{u.Pool} {u.ResourceId} {u.Reservations.Count}"))));
        }

        return ($"{query}", r => string.Join('\n', r.Store.Read(s => s.Allocations.Query(query).Select(a => a.ToString()).ToList())
            .Append($"{r.Store.Read(s => s.Allocations.Count(query))}")));
    }

    private (string, Func<Replica, string>) QueryPools()
    {
        var filter = new PoolFilter { Notes = DirectScript.Filter(random), MinimumPercentUsed = Maybe((double)random.Next(40)) };
        return ($"pools {filter}", r => string.Join('\n', r.System.Pools.Find(new NamePattern(null), filter)));
    }

    private PoolChange Settings(int? from) => new()
    {
        From = from,
        To = from is null ? Maybe(random.Next(10, 30)) : random.Next(10, 30),
        Strategy = Maybe((PoolStrategy)random.Next(3)),
        ReuseDelay = Maybe(TimeSpan.FromSeconds(random.Next(3) * 10)),
        WarnAt = Maybe((long)random.Next(101)),
        AllowHeld = random.Next(2) == 0,
        Notes = random.Next(3) == 0 ? DirectScript.Notes(random) : NoteChange.Nothing,
        Excluded = random.Next(3) == 0 ? [NumberRange.Of(random.Next(30)), new(random.Next(15), 15)] : null,
    };

    private VlanServiceRequest Request() => new(Of(s_services))
    {
        NorthPool = Of(s_pools),
        SouthPool = Of(s_pools),
        NorthVlanId = random.Next(4) == 0 ? random.Next(30) : null,
        SouthVlanId = random.Next(6) == 0 ? random.Next(30) : null,
        KeepPartial = random.Next(3) == 0,
    };

    private static string IdOf(Replica replica, string name) => replica.System.VlanServices.Find(new NamePattern(name)).First().Id;

    private static string Text(VlanService service) => service.ToString();

    private string Of(string[] names) => names[random.Next(names.Length)];

    private string? Maybe(string value) => random.Next(2) == 0 ? value : null;

    private T? Maybe<T>(T value)
        where T : struct => random.Next(2) == 0 ? value : null;
}
