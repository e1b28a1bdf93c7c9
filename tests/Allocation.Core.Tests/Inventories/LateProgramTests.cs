using System.Diagnostics;
using Allocation.Core.Leaks;

namespace Allocation.Core.Tests.Inventories;

/// <summary>Our process is killed while the program that it asked still works.</summary>
public sealed class LateProgramTests
{
    public static TheoryData<string> Programs { get; } = ["TaggedCommand", "ByValueCommand", "ByIdCommand"];

    [Theory]
    [MemberData(nameof(Programs))]
    public void It_ends_with_us(string source)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/usr/bin/setpriv"),
            "Only Linux ends a program together with the one that started it.");
        using var world = new InventoryWorld(source, "allocate:pause");
        var program = KillWhilePaused(world);
        WaitForEnd(program);
        world.GoOn();
        using var system = world.Open();
        Assert.Equal(1, system.Repairs.Settle());
        Assert.Empty(world.External);
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void One_that_goes_on_is_waited_for_and_what_it_takes_is_found(string source)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The probe asks the Linux kernel not to end it.");
        using var world = new InventoryWorld(source, "allocate:stay");
        var program = KillWhilePaused(world);
        using (var system = world.Open())
        {
            Assert.Equal(0, system.Repairs.Settle());
            Assert.Empty(system.Leaks.Find());
            InventoryWorld.AssertWaits(cancellation => system.VlanServices.Resume(Assert.Single(world.Services).Id, cancellation));
        }

        world.GoOn();
        WaitForEnd(program);
        Assert.Equal([100L], world.External);
        using (var system = world.Open())
        {
            system.Repairs.Settle();
            foreach (var leak in system.Leaks.Find().Where(l => l.Kind != LeakKind.StuckService).ToList())
            {
                Assert.Equal((100L, 1), (leak.Value, leak.Candidates));
                Assert.True(system.Repairs.Mend(leak).Mended);
            }

            Assert.Equal(world.Held, world.External);
            system.VlanServices.Remove(Assert.Single(world.Services).Id);
        }

        Assert.Empty(world.External);
        Assert.Empty(world.Intents);
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void One_that_works_longer_than_its_limit_is_ended_by_whoever_settles(string source)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The probe asks the Linux kernel not to end it.");
        using var world = new InventoryWorld(source, "allocate:stay", TimeSpan.FromMinutes(1));
        var program = KillWhilePaused(world);
        using (var system = world.Open(new ShiftedClock { Shift = TimeSpan.FromMinutes(5) })) system.Repairs.Settle();
        WaitForEnd(program);
        world.GoOn();
        using (var system = world.Open(new ShiftedClock { Shift = TimeSpan.FromMinutes(10) })) system.Repairs.Settle();
        Assert.Empty(world.External);
    }

    // The process of the program.
    private static int KillWhilePaused(InventoryWorld world)
    {
        using var probe = world.Begin("inventory", "create", world.StoreText, "a", world.Pool, "own", "never");
        var program = world.WaitForPause();
        probe.Kill();
        probe.WaitForExit();
        return program;
    }

    private static void WaitForEnd(int process)
    {
        try
        {
            using var program = Process.GetProcessById(process);
            program.WaitForExit();
        }
        catch (ArgumentException)
        {
            return;
        }
    }
}
