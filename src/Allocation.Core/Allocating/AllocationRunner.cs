using System.Text.Json.Nodes;
using Allocation.Core.Allocating.Allocators;
using Allocation.Core.Definitions;
using Allocation.Core.Definitions.Paths;
using Allocation.Core.Errors;
using Allocation.Core.Inventories;
using Allocation.Core.Inventories.Intents;
using Allocation.Core.Services;
using Allocation.Core.Services.Attributes;
using Allocation.Core.Services.Running;

namespace Allocation.Core.Allocating;

/// <summary>
/// Runs the allocators of an instance within a transaction, until one has to ask the outside. A value that is there is never
/// allocated again: 0 and the empty text are values, only null and absent are none.
/// </summary>
internal sealed class AllocationRunner(AllocatorSet allocators, NumberAllocator numbers, NotAsked? notAsked)
{
    private readonly ExactNumbers _exact = new(allocators);
    private readonly TakenTogether _together = new(allocators);

    /// <summary>Fills the candidate set; null when all allocators had their turn.</summary>
    /// <param name="work">The instance.</param>
    /// <param name="onlyExact">Whether it gets only those numbers of our own pools that it asks for by number.</param>
    /// <exception cref="AllocatorFailure">An allocator failed; the candidate set has what was given before.</exception>
    public ExternalStep? Run(InstanceWork work, bool onlyExact = false)
    {
        var candidate = Validated(work).Copy();
        var walk = new AllocationWalk(work.Definition, candidate, work.Instance.Active);
        PoolOrder.Lock(work.Session, walk.Calls().Select(call => PoolOf(work.Definition, call)).OfType<string>());
        AllocatorCall? at = null;
        var unknown = false;
        try
        {
            using var calls = (onlyExact
                ? _exact.CallsOf(work.Definition, walk)
                : _exact.CallsOf(work.Definition, walk).Concat(walk.Calls())).GetEnumerator();
            while (calls.MoveNext())
            {
                var call = at = calls.Current;
                var step = unknown ? TakeIfPossible(work, walk, call) : Take(work, walk, call);
                if (step is not null && notAsked is null) return _together.Widen(work, step, calls);
                if (step is not null) Skip(call, step);
                unknown |= step is not null;
                at = null;
            }

            return null;
        }
        catch (Exception cause) when (at is not null && IsOurs(cause))
        {
            throw new AllocatorFailure(work.Instance.Name, at.Name, [.. work.Taken], [], cause);
        }
        finally
        {
            work.SetValidated(AttributeSet.Adopt(candidate));
        }
    }

    private ExternalStep? Take(InstanceWork work, AllocationWalk walk, AllocatorCall call) =>
        allocators.FindBuiltIn(call.Binding.Allocator) is not { } builtIn ? CallCustom(work, walk, call)
        : call.Current is not null || !call.HasPlace ? null
        : builtIn.Take(new SessionCall(work.Session, work.Definition, work.Instance, call))
            .Match(given => Give(work, walk, call, given), external => external.Step);

    // In a preview, behind a value that is not known.
    private ExternalStep? TakeIfPossible(InstanceWork work, AllocationWalk walk, AllocatorCall call)
    {
        try
        {
            return Take(work, walk, call);
        }
        catch (Exception cause) when (cause is AllocatorFailure { Cause: var inner }
            ? NotAsked.MayExplain(inner)
            : IsOurs(cause) && NotAsked.MayExplain(cause))
        {
            notAsked?.Dependent(call.Name);
            return null;
        }
    }

    private void Skip(AllocatorCall call, ExternalStep step) => step.Match<NotAsked?>(
        take =>
        {
            notAsked?.Number(call.Name, take.Inventory);
            return notAsked;
        },
        _ => notAsked,
        _ =>
        {
            notAsked?.Value(call.Name, call.Binding);
            return notAsked;
        });

    /// <summary>Calls a custom allocator, outside any transaction; what it wants to set.</summary>
    /// <exception cref="AllocatorFailure">It failed.</exception>
    public static IReadOnlyList<ValueWrite> Call(ServiceDefinition definition, ServiceInstance instance, CustomCall own,
        AllocationAttempt attempt, CancellationToken cancellation)
    {
        try
        {
            var context = new AllocatorContext(definition, own.Call, instance, attempt.StoreOf(own.Call.Level), cancellation);
            return Ask(definition, own.Allocator, own.Call, context);
        }
        catch (Exception cause) when (cause is not OperationCanceledException)
        {
            throw new AllocatorFailure(instance.Name, own.Call.Name, [], [], cause);
        }
    }

    /// <summary>Puts what a custom allocator gave into the candidate set and, when it must be unique, into the ledger.</summary>
    /// <exception cref="AllocatorFailure">A value is held by another instance, or its place is gone.</exception>
    public void Record(InstanceWork work, AllocatorCall call, IReadOnlyList<ValueWrite> writes)
    {
        var candidate = Validated(work).Copy();
        try
        {
            foreach (var write in writes) write.Into(candidate);
            NoteCustom(work, call, writes)?.Into(candidate);
        }
        catch (Exception cause) when (IsOurs(cause))
        {
            throw new AllocatorFailure(work.Instance.Name, call.Name, [.. work.Taken], [], cause);
        }

        work.SetValidated(AttributeSet.Adopt(candidate));
    }

    /// <summary>Puts a number that came from outside into the candidate set and the ledger.</summary>
    public void Record(InstanceWork work, AllocatorCall call, IntentRecord intent, InventoryEntry entry)
    {
        var record = numbers.Record(work.Session, intent.Pool, entry.Number, work.Lease, call.Attribute!.ToString(), intent.Id, entry.Id);
        var candidate = Validated(work).Copy();
        call.Write(call.Binding.Attribute!, JsonValue.Create(entry.Number)).Into(candidate);
        if (KeyOf(call) is { } key) call.Write(key, JsonValue.Create(record.ReservationId)).Into(candidate);
        work.Note(ServiceEventKind.Allocated, record.Attribute, record.ResourceId, record.ReservationId);
        work.SetValidated(AttributeSet.Adopt(candidate));
    }

    // Registration refuses a lifecycle in which that can happen; one that was registered before it did may have it.
    private static AttributeSet Validated(InstanceWork work) => work.Validated ?? throw new InvalidServiceException(
        work.Instance.Name,
        $"'{work.Instance.Name}' cannot be validated: in state '{work.Instance.State}' its set " +
            $"'{work.Lifecycle.ValidatedSet(work.Instance.State).ToString().ToLowerInvariant()}' has no values. The lifecycle of " +
            $"{work.Definition.Name} must validate a set that is there.");

    // The pool or scope that a call will take from, as far as that is known before any of them ran.
    private string? PoolOf(ServiceDefinition definition, AllocatorCall call) =>
        call.Current is null ? allocators.FindBuiltIn(call.Binding.Allocator)?.PoolOf(definition, call) : null;

    private ExternalStep? CallCustom(InstanceWork work, AllocationWalk walk, AllocatorCall call)
    {
        var own = allocators.FindCustom(call.Binding.Allocator)
            ?? throw new InvalidServiceException(work.Instance.Name,
                $"the allocator '{call.Binding.Allocator}' is not registered in this process.");
        if (!call.HasPlace || work.Attempt.IsDone(call)) return null;
        var context = new AllocatorContext(work.Definition, call, work.Instance, work.Attempt.StoreOf(call.Level), CancellationToken.None);
        if (!Foreign(work, call, () => Wants(own, call, context))) return null;
        if (own.TouchesExternal) return new CustomCall(own, call);

        var writes = Foreign(work, call, () => Ask(work.Definition, own, call, context));
        foreach (var write in writes) walk.Write(call, Relative(call, write), write.Value?.DeepClone());
        if (NoteCustom(work, call, writes) is { } key) walk.Write(call, Relative(call, key), key.Value?.DeepClone());
        return null;
    }

    // In a list that is sensitive to it, a changed set asks all allocators again that decide for themselves.
    private static bool Wants(IServiceAllocator own, AllocatorCall call, AllocatorContext context) =>
        own.NeedsAllocation(context) || (call.Level.SetChanged && (call.Binding.Attribute is null || call.Current is null));

    private static ExternalStep? Give(InstanceWork work, AllocationWalk walk, AllocatorCall call, SessionValue.Given given)
    {
        if (!Fits(work.Definition, call.Attribute!, given.Value, out var mistake))
            throw new InvalidServiceException(work.Instance.Name, $"{mistake}.");
        walk.Write(call, call.Binding.Attribute!, given.Value);
        if (KeyOf(call) is { } key && given.ReservationId is not null) walk.Write(call, key, JsonValue.Create(given.ReservationId));
        var text = PathComparison.TextOf(given.Value);
        work.Taken.Insert(0, $"{call.Attribute} {text}");
        work.Note(ServiceEventKind.Allocated, call.Attribute!.ToString(), text, given.ReservationId);
        return null;
    }

    private static IReadOnlyList<ValueWrite> Ask(ServiceDefinition definition, IServiceAllocator own, AllocatorCall call,
        AllocatorContext context)
    {
        own.Allocate(context);
        if (call.Binding.Attribute is not null && context.Current is null)
            throw new InvalidServiceException(context.ServiceName, $"the allocator '{call.Binding.Allocator}' gave no value");
        foreach (var write in context.Writes)
            if (!Fits(definition, write.Path, write.Value, out var mistake))
                throw new InvalidServiceException(context.ServiceName, $"the allocator '{call.Binding.Allocator}' failed: {mistake}");
        return context.Writes;
    }

    // Only what has the modifier r is an allocator's to set.
    private static bool Fits(ServiceDefinition definition, DictPath path, JsonNode? value, out string mistake)
    {
        var (attribute, embedded) = definition.Shape.At(path);
        mistake = attribute is null && embedded is null ? $"there is no attribute '{path}'"
            : (attribute?.Modifier ?? embedded!.Modifier) != AttributeModifier.Read ? $"'{path}' must have the modifier r"
            : attribute is not null && value is not null && !AttributeTypes.Fits(attribute.Type,
                value) ? $"{value.ToJsonString()} is not of type {AttributeTypes.NameOf(attribute.Type)}, which '{path}' must be"
            : "";
        return mistake.Length == 0;
    }

    private ValueWrite? NoteCustom(InstanceWork work, AllocatorCall call, IReadOnlyList<ValueWrite> writes)
    {
        ValueWrite? key = null;
        foreach (var write in writes)
        {
            var text = PathComparison.TextOf(write.Value);
            var reservation = call.Binding.Unique && text is not null
                ? numbers.RecordText(work.Session, ValueScope.Of(work.Definition, call, null), text, work.Lease,
                    write.Path.ToString()).ReservationId
                : null;
            if (reservation is not null && KeyOf(call) is { } path) key = call.Write(path, JsonValue.Create(reservation));
            work.Taken.Insert(0, $"{write.Path} {text}");
            work.Note(ServiceEventKind.Allocated, write.Path.ToString(), text, reservation);
        }

        return key;
    }

    private static DictPath? KeyOf(AllocatorCall call) => call.Binding.Key is { } key ? call.Binding.Attribute!.Parent.Then(key) : null;

    private static DictPath Relative(AllocatorCall call, ValueWrite write) =>
        DictPath.Of(write.Path.Elements.Skip(call.Level.Path.Elements.Count));

    // What our own part raises on purpose, or a path that leads nowhere, fails the allocation. A store that is out of reach or
    // contended does not, and neither does what was not foreseen.
    private static bool IsOurs(Exception cause) =>
        cause is (AllocationException or FormatException or KeyNotFoundException)
            and not (StoreConflictException or StoreUnavailableException);

    // Whatever a user's code raises fails the allocation.
    private static T Foreign<T>(InstanceWork work, AllocatorCall call, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception cause) when (cause is not OperationCanceledException)
        {
            throw new AllocatorFailure(work.Instance.Name, call.Name, [.. work.Taken], [], cause);
        }
    }
}
