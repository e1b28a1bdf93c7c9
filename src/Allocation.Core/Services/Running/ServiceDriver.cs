using Allocation.Core.Allocating;
using Allocation.Core.Definitions;
using Allocation.Core.Definitions.Lifecycles;
using Allocation.Core.Errors;
using Allocation.Core.Inventories;
using Allocation.Core.Inventories.Intents;
using Allocation.Core.Ledger;
using Allocation.Core.Storage;

namespace Allocation.Core.Services.Running;

/// <summary>
/// Carries an instance through its outside steps. Undoing goes in reverse order; what fails while undoing is collected and
/// never hides the first cause.
/// </summary>
internal sealed class ServiceDriver(
    IAllocationStore store,
    LifecycleStepper stepper,
    AllocationRunner runner,
    ExternalWork external,
    ExternalCalls calls,
    GroupedTakes groups,
    ExternalReleases releases,
    IntentRecovery recovery,
    DefinitionLibrary definitions)
{
    private volatile bool _settled;

    /// <summary>Settles what a process left that died in the middle of a call: all of it before the first call that could meet it, and what
    /// is open for one lease.</summary>
    public void Settle(string? id, CancellationToken cancellation)
    {
        if (!_settled) recovery.SettleAbandoned(cancellation);
        _settled = true;
        if (id is not null) recovery.SettleLease(id, cancellation);
    }

    /// <inheritdoc cref="ExternalWork.Open"/>
    public InstanceWork Open(IStoreSession session, string definition, string id, AllocationAttempt attempt) =>
        external.Open(session, definition, id, attempt);

    /// <summary>What a caller gets to see.</summary>
    public static ServiceOutcome Outcome(StepResult step) => new(step.Instance, step.Failure);

    /// <summary>Completes a new instance, or takes all of it back.</summary>
    public ServiceOutcome Complete(CreationBatch batch, StepResult begun, AllocationAttempt attempt, CancellationToken cancellation)
    {
        try
        {
            return Outcome(Drive(begun, attempt, cancellation));
        }
        catch (AllocatorFailure failure)
        {
            var (released, stuck) = RemoveAll(batch, [begun.Instance]);
            throw failure.ToError(released, stuck);
        }
        catch (OperationCanceledException) when (!batch.KeepsPartial)
        {
            RemoveAll(batch, [begun.Instance]);
            throw;
        }
    }

    /// <summary>Completes new instances whose first numbers can be taken in one call, or takes all of them back.</summary>
    /// <returns>Null where some cannot be taken so and the batch allows nothing else: then all of them are taken back.</returns>
    public IReadOnlyList<ServiceOutcome>? CompleteAll(CreationBatch batch, IReadOnlyList<StepResult> begun,
        IReadOnlyList<AllocationAttempt> attempts, CancellationToken cancellation)
    {
        var steps = begun.ToList();
        var alone = new Dictionary<int, GroupMember>();
        try
        {
            foreach (var places in Groups(begun))
            {
                cancellation.ThrowIfCancellationRequested();
                var members = places.ConvertAll(i => new GroupMember(begun[i].Instance, (ExternalTake)begun[i].Next!, attempts[i]));
                places.ForEach(i => steps[i] = steps[i] with { Next = null });
                var together = groups.Take(members, cancellation);
                if (together is null && batch.IsTogetherOnly)
                {
                    Unmake(batch, steps);
                    return null;
                }

                for (var i = 0; i < places.Count; i++)
                {
                    if (together is null) alone.Add(places[i], members[i]);
                    else steps[places[i]] = together[i];
                }
            }

            for (var i = 0; i < steps.Count; i++)
            {
                var step = alone.TryGetValue(i, out var member) ? groups.GoOnAlone(member) : steps[i];
                steps[i] = step with { Next = null };
                steps[i] = Drive(step, attempts[i], cancellation);
            }

            return steps.ConvertAll(Outcome);
        }
        catch (AllocatorFailure failure)
        {
            var (released, stuck) = Unmake(batch, steps);
            throw failure.ToError(released, stuck);
        }
        catch (OperationCanceledException)
        {
            Unmake(batch, steps);
            throw;
        }
    }

    private (IReadOnlyList<string> Released, IReadOnlyList<string> Stuck) Unmake(CreationBatch batch, List<StepResult> steps)
    {
        foreach (var step in steps.Select(s => s.Next).OfType<ExternalStep>()) external.Abandon(step);
        return RemoveAll(batch, steps.Select(s => s.Instance).Reverse().ToList());
    }

    // The places of instances that take from one inventory, as many as go into one call.
    private static List<List<int>> Groups(IReadOnlyList<StepResult> begun)
    {
        var groups = new List<List<int>>();
        foreach (var inventory in Enumerable.Range(0, begun.Count).Where(i => begun[i].Next is ExternalTake { Inventory: IGroupInventory })
            .GroupBy(i => ((ExternalTake)begun[i].Next!).Inventory.Pool))
        {
            var numbers = GroupedTakes.Most;
            foreach (var place in inventory)
            {
                var more = ((ExternalTake)begun[place].Next!).Also.Count + 1;
                if (numbers + more > GroupedTakes.Most)
                {
                    groups.Add([]);
                    numbers = 0;
                }

                groups[^1].Add(place);
                numbers += more;
            }
        }

        return groups;
    }

    private StepResult TakeTogether(GroupMember member, CancellationToken cancellation) =>
        groups.Take([member], cancellation) is [var step] ? step : groups.GoOnAlone(member);

    /// <summary>Takes external steps until the instance rests. A failure on the way stays with the result.</summary>
    public StepResult Drive(StepResult result, AllocationAttempt attempt, CancellationToken cancellation)
    {
        var failure = result.Failure;
        while (result.Next is { } step)
        {
            if (cancellation.IsCancellationRequested)
            {
                external.Abandon(step);
                cancellation.ThrowIfCancellationRequested();
            }

            var instance = result.Instance;
            result = step.Match(
                take => take.Also.Count == 0
                    ? calls.Take(instance, take, attempt, cancellation)
                    : TakeTogether(new GroupMember(instance, take, attempt), cancellation),
                release => releases.Release(instance, release, attempt, cancellation),
                call => Call(instance, call, attempt, cancellation));
            failure ??= result.Failure;
        }

        return result with { Failure = failure };
    }

    /// <summary>Removes an instance, from any state that allows it.</summary>
    public ServiceInstance Remove(string definition, string id, int? version, CancellationToken cancellation)
    {
        recovery.SettleLease(id, cancellation);
        var attempt = new AllocationAttempt(keepPartial: true);
        var step = store.Run(
            session =>
            {
                var work = Open(session, definition, id, attempt);
                ExpectedVersion.Check(work.Instance, version);
                if (!work.Lifecycle.IsEnding(work.Instance.State)) stepper.Request(work, TransferTrigger.Delete);
                return stepper.Advance(work);
            },
            cancellation);
        return Finish(step, attempt, cancellation);
    }

    /// <summary>Ends a lease that is past its end. One that is over already is not an error.</summary>
    public void End(Lease lease, CancellationToken cancellation)
    {
        if (store.Read(session => session.Services.Find(lease.Id), cancellation) is { Living: true } instance)
            Remove(instance.Definition, lease.Id, null, cancellation);
    }

    /// <summary>Takes back an update that was interrupted; any other instance goes on from where it is.</summary>
    public ServiceInstance GoOn(string definition, string id, CancellationToken cancellation) =>
        GoOn(definition, id, work => LifecycleStepper.IsInterruptedUpdate(work.Lifecycle, work.Instance)
            ? stepper.TakeBack(work, "update", new InvalidOperationException("it was interrupted, and a repair undid it"))
            : stepper.Advance(work), cancellation);

    /// <summary>Gives back what no set of a resting instance has any more.</summary>
    public ServiceInstance ReleaseDropped(string definition, string id, CancellationToken cancellation) => GoOn(
        definition,
        id,
        work =>
        {
            if (work.Lifecycle.Next(work.Instance.State) is not null) return new StepResult(work.Instance, null);
            work.DropsValues = true;
            return stepper.Advance(work);
        },
        cancellation);

    private ServiceInstance GoOn(string definition, string id, Func<InstanceWork, StepResult> how, CancellationToken cancellation)
    {
        recovery.SettleLease(id, cancellation);
        var attempt = new AllocationAttempt(keepPartial: true);
        return Finish(store.Run(session => how(Open(session, definition, id, attempt)), cancellation), attempt, cancellation);
    }

    /// <summary>Takes external steps until the instance rests.</summary>
    /// <exception cref="AllocationFailedException">A validation on the way failed.</exception>
    public ServiceInstance Finish(StepResult step, AllocationAttempt attempt, CancellationToken cancellation)
    {
        var rested = Drive(step, attempt, cancellation);
        return rested.Failure is null ? rested.Instance : throw rested.Failure;
    }

    /// <summary>Unmakes new instances: what they hold is given back, and they leave no trace.</summary>
    /// <returns>What was given back, and what could not be, with the reason; the instance of the latter stays, deallocating.</returns>
    public (IReadOnlyList<string> Released, IReadOnlyList<string> Stuck) RemoveAll(CreationBatch batch,
        IReadOnlyList<ServiceInstance> instances)
    {
        var (released, stuck) = (new List<string>(), new List<string>());
        foreach (var instance in instances)
        {
            var definition = batch.RequestOf(instance).Definition;
            IReadOnlyList<string> values = [];
            try
            {
                values = store.Read(session => session.Services.Find(instance.Id)) is { } now
                    ? AllocatedValues.Texts(definition, now.Attributes.Root)
                    : [];
                if (Remove(definition.Name, instance.Id, null, CancellationToken.None) is { Living: true } resting)
                {
                    stuck.Add($"'{instance.Name}' (its removal leads to the state '{resting.State}', in which it stays)");
                    continue;
                }

                store.Run(session => Erase(session, instance.Id, batch.RequestId));
                released.AddRange(values.Reverse());
            }
            catch (AllocationException e)
            {
                var reason = (e.InnerException ?? e).Message;
                stuck.AddRange(values.Count == 0 ? [$"'{instance.Name}' ({reason})"] : values.Select(v => $"{v} ({reason})"));
            }
        }

        return (released, stuck);
    }

    private static bool Erase(IStoreSession session, string id, string? requestId)
    {
        if (requestId is not null) session.Requests.Remove(requestId);
        return session.Services.Remove(id);
    }

    // What a user's code gives is recorded before the next allocator runs, whatever is cancelled meanwhile.
    private StepResult Call(ServiceInstance instance, CustomCall own, AllocationAttempt attempt, CancellationToken cancellation)
    {
        try
        {
            var definition = store.Read(session => definitions.Of(session, instance), cancellation);
            var writes = AllocationRunner.Call(definition, instance, own, attempt, cancellation);
            attempt.Done(own.Call);
            return store.Run(session =>
            {
                var work = Open(session, instance.Definition, instance.Id, attempt);
                if (work.Instance.State == instance.State && work.Instance.Version == instance.Version)
                    runner.Record(work, own.Call, writes);
                return stepper.Advance(work);
            });
        }
        catch (AllocatorFailure failure)
        {
            return external.Fail(instance, attempt, failure);
        }
    }
}
