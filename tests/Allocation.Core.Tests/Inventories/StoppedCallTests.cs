using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Allocation.Core.Tests.Inventories;

/// <summary>
/// A call whose process lives is in flight, whatever the clock of whoever looks says, and also when that process was stopped: others
/// settle nothing of it, and when it goes on it ends as if nothing had been. For each source, at each point of the protocol.
/// </summary>
[StartsFirst]
public sealed class StoppedCallTests
{
    // SIGSTOP and SIGCONT.
    private static readonly (int Stop, int Continue) s_signals = OperatingSystem.IsMacOS() ? (17, 19) : (19, 18);

    // A process that cannot even keep its signs of life fresh is the harder case. Windows cannot stop one from outside.
    private static readonly bool s_stops = !OperatingSystem.IsWindows();

    public static TheoryData<string> Sources => [.. InventorySources.External];

    [Theory]
    [MemberData(nameof(Sources))]
    public void A_claim_is_left_alone_at_every_point(string source)
    {
        using var world = new InventoryWorld(source);
        var name = 0L;
        foreach (var point in world.PointsOfClaim)
        {
            using var probe = world.Begin("inventory", "create", world.StoreText, $"s{name}", world.Pool, "own", point);
            LookOn(world, probe, service: $"s{name}");
            Assert.Equal(0, InventoryWorld.EndOf(probe));
            name++;
            Assert.Equal(Enumerable.Range(100, (int)name).Select(n => (long)n), world.External);
            Assert.Equal(world.Held, world.External);
            Assert.Empty(world.Intents);
            Assert.All(world.Services, s => Assert.Equal("up", s.State));
        }
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void A_release_is_left_alone_at_every_point(string source)
    {
        using var world = new InventoryWorld(source);
        foreach (var point in world.PointsOfRelease)
        {
            using (var system = world.Open()) system.VlanServices.Create(world.Request("a"));
            using var probe = world.Begin("inventory", "remove", world.StoreText, "a", point);
            LookOn(world, probe, service: null);
            Assert.Equal(0, InventoryWorld.EndOf(probe));
            Assert.Empty(world.External);
            Assert.Empty(world.Held);
            Assert.Empty(world.Services);
            Assert.Empty(world.Intents);
        }
    }

    // Two hours later by this clock, everything is tried that could overtake the call.
    private static void LookOn(InventoryWorld world, Process probe, string? service)
    {
        world.WaitForPause();
        if (s_stops) Assert.Equal(0, Kill(probe.Id, s_signals.Stop));
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

        if (s_stops) Assert.Equal(0, Kill(probe.Id, s_signals.Continue));
        world.GoOn();
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
