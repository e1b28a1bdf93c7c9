using Allocation.Core.Direct;
using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Core.Pools.Notations;
using Allocation.Core.Storage.Notes;

namespace Allocation.Stores.Tests.Differential;

/// <summary>Operations on numbers that are taken directly, drawn at random.</summary>
internal sealed class DirectScript(Random random)
{
    private static readonly string[] s_names = ["d1", "D1", "d\u00fc", "d*[2]", "x'y"];
    private static readonly string[] s_owners = ["plant", "Plant", "stra\u00dfe", "office"];
    private static readonly string[] s_tags = ["env=prod", "env=test", "env", "site"];
    private static readonly string[] s_pools = ["vlan", "VLAN", "b", "\U0001F600", "no such", "lan", "lan", "nets", "macs", "web", "hosts"];

    // Each with more than 255 numbers or just so many.
    private static readonly (string Pool, PoolNotation Notation)[] s_written =
    [
        ("lan", AddressNotation.Of("10.20.0.0/24")), ("nets", SubnetNotation.Of("10.0.0.0/16 24")),
        ("macs", MacNotation.Of("52:54:00:00:00")), ("web", TextNotation.Of("web-{0:000}")),
    ];

    /// <summary>The next operation, with what it is for people.</summary>
    public (string What, Func<Replica, string> Do) Next() => random.Next(8) switch
    {
        < 3 => Take(1),
        3 => Take(3),
        4 => ChangeEnd(),
        5 => random.Next(3) switch { 0 => Foresee(), 1 => Network(), _ => Within() },
        _ => GiveBack(),
    };

    /// <summary>Notes of which some are alike, and a change that clears some.</summary>
    public static NoteChange Notes(Random random) => new()
    {
        Description = random.Next(3) == 0 ? "caf\u00e9" : null,
        Owner = random.Next(3) switch { 0 => null, 1 => "", _ => s_owners[random.Next(s_owners.Length)] },
        Tags = random.Next(3) switch { 0 => null, 1 => Array.Empty<string>(), _ => new[] { s_tags[random.Next(s_tags.Length)] } },
    };

    /// <summary>A filter that some of these notes fit.</summary>
    public static NoteFilter? Filter(Random random) => NoteFilter.Of(
        random.Next(2) == 0 ? null : new[] { "PLANT", "p*", "*", "STRA\u00dfE" }[random.Next(4)],
        random.Next(2) == 0 ? [] : [new[] { "env", "ENV=prod", "e*", "site" }[random.Next(4)]]);

    private (string, Func<Replica, string>) Take(int count)
    {
        var requests = Enumerable.Range(0, count).Select(_ => Request()).ToList();
        var (rehearse, id) = (random.Next(4) == 0, random.Next(4) == 0 ? $"d{random.Next(3)}" : null);
        return ($"take {string.Join(' ', requests)} {rehearse} {id}",
            r => Text(rehearse ? r.System.Direct.Rehearse(requests, id) : r.System.Direct.TakeAll(requests, id)));
    }

    private (string, Func<Replica, string>) ChangeEnd()
    {
        var (name, term, notes) = (Of(s_names), random.Next(2) == 0 ? Term() : null, Notes(random));
        return ($"end of {name} {term} {notes}",
            r => Lines(r.System.Direct.Find(new NamePattern(Literal(name)))
                .SelectMany(lease => r.System.Direct.Change(lease, term, notes))));
    }

    private (string, Func<Replica, string>) GiveBack()
    {
        var (name, all) = (Of(s_names), random.Next(2) == 0);
        return ($"give back {name} {all}", r => Lines(r.System.Direct.Find(new NamePattern(Literal(name)), all ? null : "vlan")
            .SelectMany(lease => all ? r.System.Direct.GiveBackAll(lease) : [r.System.Direct.GiveBack(lease.Lines[^1].ReservationId)])));
    }

    private (string, Func<Replica, string>) Foresee()
    {
        var pool = Of(s_pools);
        return ($"foresee {pool}", r => string.Join('\n',
            r.System.Pools.Foresee(new NamePattern(pool), 4).Select(f => $"{f.Free} {f.FreeRanges}: {string.Join(' ', f.Next)}")));
    }

    // Makes a pool that does not write numbers, says again what it gives, or removes it.
    private (string, Func<Replica, string>) Network()
    {
        var (pool, notation) = s_written[random.Next(s_written.Length)];
        var act = random.Next(4);
        var ends = new[] { random.Next(1, 120), random.Next(120, 255) };
        var settings = act < 2
            ? new PoolChange { Notation = notation, Strategy = (PoolStrategy)random.Next(3) }
            : new PoolChange
            {
                Ranges = [notation.Write(new NumberRange(ends[0], ends[1] + 1))],
                Exclude = [notation.Write(ends[1])],
                AllowHeld = random.Next(2) == 0,
            };
        return ($"network {pool} {act} {string.Join('-', ends)}", r =>
        {
            if (act < 2) return $"{r.System.Pools.Create(pool, settings)}";
            if (act == 2) return $"{r.System.Pools.Change(pool, settings)}";
            r.System.Pools.Remove(pool);
            return "removed";
        }
        );
    }

    // Makes a pool of the addresses of the first subnet that is held.
    private (string, Func<Replica, string>) Within()
    {
        var first = new AllocationQuery { Pool = "nets", State = AllocationState.Active, Take = 1 };
        return ("pool within a subnet", r => $"{r.System.Pools.Create("hosts", new PoolChange
        {
            ParentAllocation = r.System.Ledger.Query(first).FirstOrDefault()?.ReservationId ?? "none",
        })}");
    }

    private DirectRequest Request()
    {
        if (random.Next(3) > 0) return Plain();
        var (pool, notation) = s_written[random.Next(s_written.Length)];
        var first = random.Next(9);
        return Plain() with
        {
            Pool = random.Next(4) == 0 ? Of(s_pools) : pool,
            Numbers = new([]),
            ResourceIds = [random.Next(2) == 0
                ? notation.Write(random.Next(256))
                : notation.Write(new NumberRange(first, first + random.Next(1, 12)))],
        };
    }

    private DirectRequest Plain() => new(Of(s_pools), Of(s_names))
    {
        Numbers = random.Next(3) == 0 ? new([NumberRange.Of(random.Next(30))]) : new([]),
        Count = random.Next(3) == 0 ? random.Next(1, 6) : null,
        Contiguous = random.Next(2) == 0,
        IfNotExists = random.Next(4) == 0,
        Term = random.Next(3) == 0 ? Term() : LeaseTerm.Open,
        Notes = random.Next(3) == 0 ? Notes(random).ApplyTo(NoteSet.None) : NoteSet.None,
    };

    private LeaseTerm Term() => new(Lifetime: TimeSpan.FromSeconds(random.Next(1, 40)));

    private static string Literal(string name) => NamePattern.Literal(name);

    private static string Text(DirectOutcome outcome) =>
        $"{Lines(outcome.Taken)}{string.Join('\n', outcome.Refusals.Select(r => $"{r.Place} {r.Error.Kind} {r.Error.Message}"))}";

    private static string Lines(IEnumerable<AllocationRecord> lines) => string.Join('\n', lines.Select(line => $"{line} {line.Notes}"));

    private string Of(string[] texts) => texts[random.Next(texts.Length)];
}
