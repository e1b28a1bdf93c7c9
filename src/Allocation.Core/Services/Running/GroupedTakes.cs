using Allocation.Core.Allocating;
using Allocation.Core.Errors;
using Allocation.Core.Inventories;
using Allocation.Core.Inventories.Intents;
using Allocation.Core.Storage;

namespace Allocation.Core.Services.Running;

/// <summary>
/// Takes numbers of one inventory for several attributes, of one instance or of several, in one call between two transactions. Each number
/// has its intent. What does not go as planned is undone, and the instances go on one number at a time, so that a failure says exactly
/// what it is about.
/// </summary>
internal sealed class GroupedTakes(ExternalWork external, ExternalCalls calls, IAllocationStore store, LifecycleStepper stepper,
    AllocationRunner runner, IntentRecovery recovery)
{
    /// <summary>How many numbers one call takes at most.</summary>
    public const int Most = 100;

    private readonly UnknownOutcomes _lost = new(external.Intents, external.Inspector, recovery);

    /// <summary>Takes the numbers, all of one inventory, and goes on from there with each instance; null when they have to go on
    /// alone.</summary>
    /// <exception cref="AllocatorFailure">It is unknown what was taken, or something cannot be given back.</exception>
    public IReadOnlyList<StepResult>? Take(IReadOnlyList<GroupMember> members, CancellationToken cancellation)
    {
        var takes = members.SelectMany(m => m.Takes.Select(take => (Member: m, Take: take))).ToList();
        var intents = takes.ConvertAll(t => t.Take.Intent!);
        var inventory = (IGroupInventory)takes[0].Take.Inventory;
        using var heartbeat = external.Intents.Hold(intents);
        IReadOnlyList<InventoryEntry> entries;
        try
        {
            entries = inventory.AllocateAll(
                takes.ConvertAll(t => calls.Claim(t.Take.Intent!, t.Take, heartbeat, t.Member.Attempt)), cancellation);
        }
        catch (AllocationException cause) when (cause is not InventoryFailedException { OutcomeUnknown: true })
        {
            external.Intents.DropAll(intents);
            return null;
        }
        catch (OperationCanceledException)
        {
            intents.ForEach(external.Intents.TryDrop);
            throw;
        }
        catch (AllocationException cause)
        {
            return [Fail(members[0], Settle(takes.ConvertAll(t => t.Take), heartbeat, cause), cause)];
        }

        var taken = takes.Zip(entries, (t, entry) => (t.Member, t.Take, Entry: entry)).ToList();
        try
        {
            return store.Run(session => members.Select(m =>
                WriteDown(session, m, taken.Where(t => t.Member == m).Select(t => (t.Take, t.Entry)))).ToList());
        }
        catch (Exception cause)
        {
            var stuck = Enumerable.Reverse(taken).Select(t => calls.Undo(t.Take, heartbeat, t.Entry)).OfType<string>().ToList();
            if (cause is not (AllocationException or AllocatorFailure)) throw;
            return stuck.Count == 0 ? null : [Fail(members[0], stuck, cause)];
        }
    }

    /// <summary>Goes on with an instance, one number at a time.</summary>
    public StepResult GoOnAlone(GroupMember member)
    {
        member.Attempt.IsOneByOne = true;
        return store.Run(session =>
            stepper.Advance(external.Open(session, member.Instance.Definition, member.Instance.Id, member.Attempt)));
    }

    private StepResult WriteDown(IStoreSession session, GroupMember member,
        IEnumerable<(ExternalTake Take, InventoryEntry Entry)> taken)
    {
        var work = external.Open(session, member.Instance.Definition, member.Instance.Id, member.Attempt);
        foreach (var (take, entry) in taken)
        {
            var intent = IntentLog.Ours(session, take.Intent!) ?? throw ExternalCalls.Overtaken(take.Intent!, "allocate");
            calls.RefuseHeld(session, intent, take.Inventory, entry);
            if (work.Instance.State != member.Instance.State || work.Validated is not { } values
                || take.Call.Write(take.Call.Binding.Attribute!, null).IsIn(values.Root))
                throw ExternalCalls.Overtaken(intent, "allocate");
            session.Intents.Remove(intent.Id);
            runner.Record(work, take.Call, intent, entry);
        }

        return stepper.Advance(work);
    }

    // What may have been taken stays as a suspect; what was taken for sure is given back.
    private List<string> Settle(IReadOnlyList<ExternalTake> takes, IntentHeartbeat heartbeat, AllocationException cause)
    {
        var unsure = new List<string>();
        foreach (var take in takes)
        {
            var (found, texts) = _lost.Recover(take.Intent!, cause);
            unsure.AddRange(texts.Select(text => $"{take.Call.Name} ({text})"));
            if (found is not null && calls.Undo(take, heartbeat, found) is { } stuck) unsure.Add(stuck);
            if (found is null && texts.Count == 0) external.Intents.TryDrop(take.Intent!);
        }

        return unsure;
    }

    private StepResult Fail(GroupMember member, IReadOnlyList<string> stuck, Exception cause) => external.Fail(member.Instance,
        member.Attempt,
        new AllocatorFailure(member.Instance.Name, member.Step.Call.Name, [], stuck, (cause as AllocatorFailure)?.Cause ?? cause));
}
