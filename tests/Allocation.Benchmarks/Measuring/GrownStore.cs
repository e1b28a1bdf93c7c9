using System.Data.Common;
using Allocation.Core;
using Allocation.Core.Pools;
using Allocation.Core.Services;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores;

namespace Allocation.Benchmarks.Measuring;

/// <summary>How much a store holds.</summary>
/// <param name="Lines">Lines of the ledger; half of them are of the pool <c>p</c>, the others are spread over the other pools.</param>
/// <param name="Services">Living VLAN services with two numbers each.</param>
/// <param name="Pools">Pools besides <c>p</c>.</param>
/// <param name="Definitions">Definitions of services.</param>
internal sealed record StoreSize(long Lines, long Services, long Pools, int Definitions);

/// <summary>A store that is filled as years of use would leave it, by SQL, which is much faster than the product.</summary>
internal sealed class GrownStore : IDisposable
{
    /// <summary>The pool that numbers are taken from.</summary>
    public const string Pool = "p";

    /// <summary>The definition, of as many as the store has, that services are made of.</summary>
    public const string Definition = "definition-7";

    private const long Free = 1L << 40;

    /// <param name="uri">An empty store.</param>
    /// <param name="open">Opens a connection to it without the product.</param>
    /// <param name="size">How much it shall hold.</param>
    public GrownStore(StoreUri uri, Func<DbConnection> open, StoreSize size)
    {
        Size = size;
        Product = new AllocationSystem(new StoreProvider().Open(uri));
        Product.Pools.Create(Pool, new PoolChange { From = size.Lines, To = Free });
        for (var i = 0; i < size.Definitions; i++) Product.Definitions.Register(Text(i));
        Product.VlanServices.Create(new VlanServiceRequest("template") { NorthPool = Pool, SouthPool = Pool });
        using var connection = open();
        Fill(connection);
    }

    public StoreSize Size { get; }

    public AllocationSystem Product { get; }

    /// <summary>The lease of a line of the ledger.</summary>
    public static string Lease(long line) => FormattableString.Invariant($"service-{line / 2}");

    /// <summary>The reservation of a line of the ledger.</summary>
    public static string Reservation(long line) => FormattableString.Invariant($"reservation-{line}");

    public void Dispose() => Product.Dispose();

    private static string Text(int number) => $$"""
        { "name": "definition-{{number}}", "attributes": { "name": "string", "vlan": { "type": "int", "modifier": "r" } },
          "allocation": [ { "attribute": "vlan", "allocator": "number", "arguments": { "pool": "{{Pool}}" } } ] }
        """;

    private void Fill(DbConnection connection)
    {
        var rows = new TemplateRows(connection);
        rows.Insert("pools", Size.Pools, new Dictionary<string, string>
        {
            ["name"] = "'pool-' || n.i",
            ["name_key"] = "'POOL-' || n.i",
        });
        rows.Insert("free_ranges", Size.Pools, new Dictionary<string, string> { ["pool"] = "'pool-' || n.i" });
        rows.Insert("services", Size.Services, new Dictionary<string, string>
        {
            ["id"] = "'service-' || n.i",
            ["name"] = "'service-' || n.i",
            ["name_key"] = "'SERVICE-' || n.i",
            ["active_values"] = """'{"name":"service-' || n.i || '","north_vlan_id":' || (n.i * 2) || ',"south_vlan_id":' || (n.i * 2 + 1) || '}'""",
        });
        rows.Insert("allocations", Size.Lines, new Dictionary<string, string>
        {
            ["reservation_id"] = "'reservation-' || n.i",
            ["pool"] = FormattableString.Invariant($"CASE n.i % 2 WHEN 0 THEN '{Pool}' ELSE 'pool-' || (n.i % {Size.Pools}) END"),
            ["resource_id"] = "'' || n.i",
            ["number"] = "n.i",
            ["lease_id"] = "'service-' || (n.i / 2)",
            ["lease_name"] = "'service-' || (n.i / 2)",
            ["lease_name_key"] = "'SERVICE-' || (n.i / 2)",
            ["state"] = FormattableString.Invariant($"CASE WHEN n.i < {Size.Services * 2} THEN 'Active' ELSE 'Released' END"),
            ["start_date"] = "1900000000000000 + n.i",
            ["end_date"] = FormattableString.Invariant($"CASE WHEN n.i >= {Size.Services * 2} THEN 1900000000000001 + n.i END"),
        });
        rows.Settle();
    }
}
