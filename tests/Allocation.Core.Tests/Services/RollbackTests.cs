using Allocation.Core.Errors;
using Allocation.Core.Inventories.PoolFiles;
using Allocation.Core.Pools;
using Allocation.Core.Services;

namespace Allocation.Core.Tests.Services;

/// <summary>Whatever is done with our own pools, and wherever the store fails in the middle of it: everything is as it was
/// before.</summary>
public sealed class RollbackTests : IDisposable
{
    private const string CreateAndFail = "create and fail";

    private static readonly Dictionary<string, Action<TestSystem, string, CancellationToken>> s_operations = new()
    {
        ["create"] = (s, _, c) => s.Vlans.Create(new VlanServiceRequest("new"), "r2", c),
        ["create from two pools"] = (s, _, c) => s.Vlans
            .Create(new VlanServiceRequest("new") { SouthPool = "lru", NorthVlanId = 150 }, null, c),
        ["create in part"] = (s, _, c) => s.Vlans.Create(new VlanServiceRequest("new") { SouthPool = "full", KeepPartial = true }, null, c),
        [CreateAndFail] = (s, _, c) =>
        {
            try
            {
                s.Vlans.Create(new VlanServiceRequest("new") { SouthPool = "full" }, "r2", c);
            }
            catch (AllocationFailedException)
            {
                // That is what this operation is for.
            }
        },
        ["create several"] = (s, _, c) => s.Vlans.CreateAll([new("new1"), new("new2") { NorthPool = "lru" }, new("new3")], "r2", c),
        ["take over from an import"] = (s, _, c) => s.Vlans
            .Create(new VlanServiceRequest("new") { NorthPool = "imported", NorthVlanId = 7 }, null, c),
        ["resume"] = (s, _, c) => s.Vlans.Resume(s.Service("partial")!.Id, c),
        ["remove"] = (s, _, c) => s.Vlans.Remove(s.Service("old")!.Id, c),
        ["remove one in part"] = (s, _, c) => s.Vlans.Remove(s.Service("partial")!.Id, c),
        ["make a pool"] = (s, _, c) => s.Pools.Create("new", new PoolChange { From = 0, To = 100, Excluded = [new(5, 6), new(10, 20)] }, c),
        ["change a pool"] = (s, _, c) => s.Pools.Change("lru",
            new PoolChange { From = 0, To = 99, Excluded = [new(50, 60)], Strategy = PoolStrategy.Lowest, ReuseDelay = TimeSpan.Zero }, c),
        ["remove a pool"] = (s, _, c) => s.Pools.Remove("unused", c),
        ["import a pool"] = (s, path, c) => s.PoolFiles.Import(new VlanPoolFile(path, path), "new", cancellation: c),
    };

    private readonly TemporaryFolder _folder = new(inMemory: true);

    public static TheoryData<string> Operations { get; } = [.. s_operations.Keys];

    [Theory]
    [MemberData(nameof(Operations))]
    public void A_store_that_fails_at_any_step_is_as_it_was(string operation)
    {
        var steps = AtEveryStep(operation, (system, run, step) =>
        {
            system.Faults.OnStep = n => Throw(n == step, new StoreUnavailableException("here", "injected"));
            Assert.Throws<StoreUnavailableException>(() => run(CancellationToken.None));
        });

        Assert.True(steps > 2, $"There were {steps} steps to fail at.");
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public void So_is_one_that_fails_in_a_way_that_nobody_foresaw(string operation) => AtEveryStep(operation, (system, run, step) =>
    {
        system.Faults.OnStep = n => Throw(n >= step, new InvalidOperationException("injected"));
        Assert.Throws<InvalidOperationException>(() => run(CancellationToken.None));
    });

    [Theory]
    [MemberData(nameof(Operations))]
    public void So_is_one_on_which_the_work_is_cancelled_in_the_middle(string operation) => AtEveryStep(operation, (system, run, step) =>
    {
        using var cancellation = new CancellationTokenSource();
        system.Faults.OnStep = n => Throw(n == step, () => cancellation.Cancel());
        var error = Record.Exception(() => run(cancellation.Token));
        Assert.True(error is OperationCanceledException || operation == CreateAndFail, $"{error}");
    });

    [Theory]
    [MemberData(nameof(Operations))]
    public void Work_that_meets_a_conflict_at_any_step_comes_to_the_same_end(string operation)
    {
        using var undisturbed = Prepare();
        s_operations[operation](undisturbed, _folder.File("import.json"), CancellationToken.None);
        var steps = StepsOf(operation);
        for (var step = 1; step <= steps; step++)
        {
            using var system = Prepare();
            system.Faults.OnStep = n => Throw(n == step, new StoreConflictException("here", "injected"));
            try
            {
                s_operations[operation](system, _folder.File("import.json"), CancellationToken.None);
            }
            catch (StoreConflictException)
            {
                // Reading outside a transaction is not retried, and changes nothing.
                continue;
            }

            Assert.Equal(undisturbed.Outcome(), system.Outcome());
        }
    }

    public void Dispose() => _folder.Dispose();

    private static void Throw(bool now, Exception error) => Throw(now, () => throw error);

    private static void Throw(bool now, Action act)
    {
        if (now) act();
    }

    private TestSystem Prepare()
    {
        var system = new TestSystem();
        system.MakePool("vlan", 100, 200, new NumberRange(110, 120));
        system.MakePool("full", 0, 0);
        system.MakePool("unused", 0, 10);
        system.Pools.Create("lru", new PoolChange
        {
            From = 0,
            To = 20,
            Strategy = PoolStrategy.LeastRecentlyUsed,
            ReuseDelay = TimeSpan.FromMinutes(1),
        });
        system.PoolFiles.Import(new VlanPoolFile(_folder.Write("import.json", """{"range": {"from": 0, "to": 10}, "used": [3, 7]}"""), _folder.Path), "imported");
        system.Vlans.Create(new VlanServiceRequest("old") { SouthPool = "lru" }, "r1");
        system.Vlans.Create(new VlanServiceRequest("partial") { SouthPool = "later", KeepPartial = true });
        system.MakePool("later", 5, 6);
        system.Vlans.Remove(system.Vlans.Create(new VlanServiceRequest("gone") { NorthPool = "lru" }).Service.Id);
        system.Clock.Time += TimeSpan.FromMinutes(2);
        system.Vlans.Remove(system.Vlans.Create(new VlanServiceRequest("gone") { NorthPool = "lru" }).Service.Id);
        return system;
    }

    // Lets the operation fail at each of its steps in turn; how many it has.
    private int AtEveryStep(string operation, Action<TestSystem, Action<CancellationToken>, int> fail)
    {
        var steps = StepsOf(operation);
        for (var step = 1; step <= steps; step++)
        {
            using var system = Prepare();
            var before = system.Dump("r1", "r2");
            fail(system, cancellation => s_operations[operation](system, _folder.File("import.json"), cancellation), step);
            system.Faults.OnStep = null;
            Assert.Equal(before, system.Dump("r1", "r2"));
        }

        return steps;
    }

    private int StepsOf(string operation)
    {
        using var system = Prepare();
        var before = system.Dump("r1", "r2");
        system.Faults.OnStep = _ => { };
        s_operations[operation](system, _folder.File("import.json"), CancellationToken.None);
        var steps = system.Faults.Steps;
        Assert.Equal(operation == CreateAndFail, before == system.Dump("r1", "r2"));
        return steps;
    }
}
