using Allocation.Core.Errors;
using Allocation.Core.Pools;
using Allocation.Core.Pools.Notations;
using Allocation.Core.Storage.Notes;
using Allocation.Core.Usage;

namespace Allocation.Core.Tests.Usage;

public sealed class NetBoxUsageTests : IDisposable
{
    private readonly TestSystem _system = new();

    [Fact]
    public void Vlans_of_an_export_are_taken_with_what_is_noted_of_them()
    {
        _system.MakePool("vlan", 1, 4095);

        Import("ID,VID,Name,Site,Group,Prefixes,Tenant,Status,Role,Description,Tags,Last updated\n" +
            "7,150,web,Berlin,g,\"10.0.0.0/24, 10.0.1.0/24\",Plant,Active,r,front end,\"a,b\",2026-01-01\n" +
            "8,151,db,,,,,Reserved,,,,\n", "vlan");

        Assert.Equal(["150 web", "151 db"], _system.Held.Select(line => $"{line.ResourceId} {line.LeaseName}"));
        Assert.Equal(new NoteSet { Description = "front end", Owner = "Plant", Tags = ["a", "b"] }, _system.Held[0].Notes);
        Assert.Equal(["status=reserved"], _system.Held[1].Notes.Tags);
    }

    [Fact]
    public void Prefixes_are_held_under_themselves_and_containers_are_left_out()
    {
        _system.Pools.Create("nets", new PoolChange { Notation = PoolNotation.Parse("subnet 10.0.0.0/8 24") });

        Import("prefix,status,description,vrf\n10.0.0.0/8,container,all,\n" +
            "10.1.7.0/24,active,Berlin,\n10.1.8.0/24,deprecated,Berlin,\n", "nets");

        Assert.Equal(["10.1.7.0/24 10.1.7.0/24 Berlin", "10.1.8.0/24 10.1.8.0/24 Berlin"],
            _system.Held.Select(line => $"{line.ResourceId} {line.LeaseName} {line.Notes.Description}"));
    }

    [Fact]
    public void Addresses_are_held_under_their_dns_name_without_the_length_of_their_network()
    {
        _system.Pools.Create("lan", new PoolChange { Notation = PoolNotation.Parse("address 10.20.0.0/24") });

        Import("IP Address,VRF,Status,Role,Assigned,DNS name,Description\n" +
            "10.20.0.7/24,Global,DHCP,,✔,web.example.com,\n10.20.0.8/32,,Active,,,,vip\n", "lan");

        Assert.Equal(["10.20.0.7 web.example.com status=dhcp", "10.20.0.8 10.20.0.8 "],
            _system.Held.Select(line => $"{line.ResourceId} {line.LeaseName} {string.Join(',', line.Notes.Tags)}"));
    }

    [Fact]
    public void What_the_pool_does_not_have_is_refused_with_its_line()
    {
        _system.MakePool("vlan", 1, 4095);

        var error = Assert.Throws<InvalidPoolFileException>(() =>
            Import("vid,name,status\n150,a,active\n5000,b,active\n,c,active\n", "vlan"));

        Assert.Equal(["line 3", "line 4"], error.Reason.Split(Environment.NewLine).Select(line => line[..6]));
        Assert.Throws<InvalidPoolFileException>(() => Import("name,status\na,active\n", "vlan"));
        Assert.Throws<InvalidPoolFileException>(() => Import("vid,prefix\n150,10.0.0.0/24\n", "vlan"));
        Assert.Empty(_system.Held);
    }

    private void Import(string text, string pool) =>
        _system.Usage.Import(UsageFile.Of("netbox.csv", text, UsageFormat.NetBox), pool, false);

    /// <inheritdoc/>
    public void Dispose() => _system.Dispose();
}
