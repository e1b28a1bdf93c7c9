using Allocation.Core.Errors;
using Allocation.Core.Inventories.PoolFiles;
using Allocation.Core.Pools;
using Allocation.Core.Services;

namespace Allocation.Core.Tests.Services;

/// <summary>
/// A pool file knows no transaction. Wherever our store fails in the middle: the file and the ledger agree on what we hold,
/// and once the store works again everything can be removed.
/// </summary>
[StartsFirst]
public sealed class PoolFileRollbackTests : IDisposable
{
    private static readonly Dictionary<string, Action<TestSystem, VlanServiceRequest, CancellationToken>> s_operations = new()
    {
        ["create"] = (s, file, c) => s.Vlans.Create(file, "r1", c),
        ["create in part"] = (s, file, c) => s.Vlans.Create(file with { KeepPartial = true }, "r1", c),
        ["create several"] = (s, file, c) => s.Vlans.CreateAll([file, new("own"), file with { Name = "last" }], "r1", c),
        ["create too many"] = (s, file, c) =>
        {
            try
            {
                s.Vlans.CreateAll([file, new("own"), file with { Name = "last" }, file with { Name = "too many" }], "r1", c);
            }
            catch (AllocationFailedException)
            {
                // That is what this operation is for.
            }
        },
        ["resume"] = (s, _, c) => s.Vlans.Resume(s.Service("partial")!.Id, c),
        ["remove"] = (s, _, c) => s.Vlans.Remove(s.Service("old")!.Id, c),
        ["remove one in part"] = (s, _, c) => s.Vlans.Remove(s.Service("partial")!.Id, c),
    };

    private readonly TemporaryFolder _folder = new(inMemory: true);
    private readonly string _path;

    public PoolFileRollbackTests() => _path = _folder.File("vlan.json");

    public static TheoryData<string> Operations { get; } = [.. s_operations.Keys];

    [Theory]
    [MemberData(nameof(Operations))]
    public void The_store_fails_once(string operation) => AtEveryStep(operation, (step, now) =>
    {
        if (now == step) throw new StoreUnavailableException("here", "injected");
    });

    [Theory]
    [MemberData(nameof(Operations))]
    public void The_store_fails_for_good(string operation) => AtEveryStep(operation, (step, now) =>
    {
        if (now >= step) throw new StoreUnavailableException("here", "injected");
    });

    [Theory]
    [MemberData(nameof(Operations))]
    public void The_store_fails_in_a_way_that_nobody_foresaw(string operation) => AtEveryStep(operation, (step, now) =>
    {
        if (now == step) throw new InvalidOperationException("injected");
    });

    [Theory]
    [MemberData(nameof(Operations))]
    public void The_store_is_contended(string operation) => AtEveryStep(operation, (step, now) =>
    {
        if (now == step) throw new StoreConflictException("here", "injected");
    });

    [Theory]
    [MemberData(nameof(Operations))]
    public void The_work_is_cancelled(string operation)
    {
        CancellationTokenSource? cancellation = null;
        AtEveryStep(
            operation,
            (step, now) =>
            {
                if (now == step) cancellation!.Cancel();
            },
            () => (cancellation = new CancellationTokenSource()).Token);
        Assert.NotNull(cancellation);
    }

    public void Dispose() => _folder.Dispose();

    private void AtEveryStep(string operation, Action<int, int> fault, Func<CancellationToken>? token = null)
    {
        var (steps, failures) = (StepsOf(operation), 0);
        Assert.True(steps > 5);
        for (var step = 1; step <= steps; step++)
        {
            using var system = Prepare();
            system.Faults.OnStep = now => fault(step, now);
            var error = Record.Exception(() => s_operations[operation](system, Request("new"), token?.Invoke() ?? CancellationToken.None));
            Assert.True(error is null or AllocationException or InvalidOperationException or OperationCanceledException, $"{error}");
            if (error is not null) failures++;

            system.Faults.OnStep = null;
            AssertAgreement(system, $"after {operation} failed at step {step} of {steps} with {error}");
            foreach (var service in system.Vlans.Find(new NamePattern("*")).ToList()) system.Vlans.Remove(service.Id);
            AssertAgreement(system, $"after the removal of what {operation} left at step {step} of {steps} with {error}");
            Assert.Empty(system.Held);
            Assert.Equal(10, system.Pool("vlan").Free);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{steps} steps, {failures} failures");
    }

    // The file began with 100 in use by somebody else; whatever else is used is ours.
    private void AssertAgreement(TestSystem system, string when)
    {
        var ours = system.Held.Where(a => a.Pool == "file:" + _path).Select(a => a.Value!.Value);
        var used = new VlanPoolFile(_path, _folder.Path).Read(CancellationToken.None).Used;
        Assert.True(used.SequenceEqual(ours.Prepend(100)),
            $"The file has {string.Join(", ", used)}, the ledger {string.Join(", ", ours)}, {when}");
    }

    private TestSystem Prepare()
    {
        var system = new TestSystem();
        system.MakePool("vlan", 0, 10);
        File.WriteAllText(_path, """{"range": {"from": 100, "to": 104}, "used": [100]}""");
        system.Vlans.Create(Request("old"));
        system.Vlans.Create(Request("partial") with { KeepPartial = true });
        Assert.Equal("rejected", system.Service("partial")!.State);
        File.WriteAllText(_path, File.ReadAllText(_path).Replace("104", "108", StringComparison.Ordinal));
        return system;
    }

    private int StepsOf(string operation)
    {
        using var system = Prepare();
        system.Faults.OnStep = _ => { };
        s_operations[operation](system, Request("new"), CancellationToken.None);
        return system.Faults.Steps;
    }

    private VlanServiceRequest Request(string name) => new(name) { PoolFile = _path };
}
