using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Allocation.Core.Tests.Inventories;

/// <summary>
/// A call whose process lives is in flight, whatever the clock of whoever looks says, and also when that process was stopped: others
/// settle nothing of it, and when it goes on it ends as if nothing had been. For each source, at each point of the protocol.
/// </summary>
public sealed class StoppedCallTests
{
    private const int Stop = 19;
    private const int Continue = 18;

    public static TheoryData<string, bool> Cases
    {
        get
        {
            var cases = new TheoryData<string, bool>();
            foreach (var source in InventorySources.External)
            {
                cases.Add(source, false);
                cases.Add(source, true);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_claim_is_left_alone_at_every_point(string source, bool isStopped)
    {
        Assert.SkipWhen(isStopped && OperatingSystem.IsWindows(), "Windows cannot stop a process from outside.");
        using var world = new InventoryWorld(source);
        var name = 0L;
        foreach (var point in world.PointsOfClaim)
        {
            using var probe = world.Begin("inventory", "create", world.StoreText, $"s{name}", world.Pool, "own", point);
            LookOn(world, probe, isStopped, service: $"s{name}");
            Assert.Equal(0, InventoryWorld.EndOf(probe));
            name++;
            Assert.Equal(Enumerable.Range(100, (int)name).Select(n => (long)n), world.External);
            Assert.Equal(world.Held, world.External);
            Assert.Empty(world.Intents);
            Assert.All(world.Services, s => Assert.Equal("up", s.State));
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_release_is_left_alone_at_every_point(string source, bool isStopped)
    {
        Assert.SkipWhen(isStopped && OperatingSystem.IsWindows(), "Windows cannot stop a process from outside.");
        using var world = new InventoryWorld(source);
        foreach (var point in world.PointsOfRelease)
        {
            using (var system = world.Open()) system.VlanServices.Create(world.Request("a"));
            using var probe = world.Begin("inventory", "remove", world.StoreText, "a", point);
            LookOn(world, probe, isStopped, service: null);
            Assert.Equal(0, InventoryWorld.EndOf(probe));
            Assert.Empty(world.External);
            Assert.Empty(world.Held);
            Assert.Empty(world.Services);
            Assert.Empty(world.Intents);
        }
    }

    // Two hours later by this clock, everything is tried that could overtake the call.
    private static void LookOn(InventoryWorld world, Process probe, bool isStopped, string? service)
    {
        world.WaitForPause();
        if (isStopped) Assert.Equal(0, Kill(probe.Id, Stop));
        using (var system = world.Open(new ShiftedClock { Shift = TimeSpan.FromHours(2) }))
        {
            system.Repairs.Settle();
            Assert.Empty(system.Leaks.Find());
            foreach (var other in world.Services.Where(s => s.State != "up" && (service is null || s.Name == service)))
            {
                if (service is null) InventoryWorld.AssertWaits(cancellation => system.VlanServices.Remove(other.Id, cancellation));
                else InventoryWorld.AssertWaits(cancellation => system.VlanServices.Resume(other.Id, cancellation));
            }
        }

        if (isStopped) Assert.Equal(0, Kill(probe.Id, Continue));
        world.GoOn();
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
