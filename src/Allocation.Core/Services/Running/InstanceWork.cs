using Allocation.Core.Allocating;
using Allocation.Core.Definitions;
using Allocation.Core.Definitions.Lifecycles;
using Allocation.Core.Inventories.Intents;
using Allocation.Core.Ledger;
using Allocation.Core.Services.Attributes;
using Allocation.Core.Storage;

namespace Allocation.Core.Services.Running;

/// <summary>An instance in the hands of one transaction: as it is so far, and what happened to it.</summary>
/// <param name="session">The transaction.</param>
/// <param name="definition">The definition by which it is validated.</param>
/// <param name="instance">The instance as it is in the store, locked.</param>
/// <param name="attempt">The attempt that this transaction is a part of.</param>
internal sealed class InstanceWork(IStoreSession session, ServiceDefinition definition, ServiceInstance instance, AllocationAttempt attempt)
{
    private readonly List<ServiceEvent> _events = [];

    public IStoreSession Session => session;

    public ServiceDefinition Definition => definition;

    public AllocationAttempt Attempt => attempt;

    /// <summary>What this transaction plans to take from inventories; shared by all instances of it.</summary>
    public NumberPlans Plans { get; init; } = new();

    public ServiceInstance Instance { get; set; } = instance;

    /// <summary>Whether the instance is not stored yet.</summary>
    public bool IsNew { get; set; }

    /// <summary>What this transaction took, latest first, for messages.</summary>
    public List<string> Taken { get; } = [];

    /// <summary>Whether a value may have left its last set, so that it is to be given back.</summary>
    public bool DropsValues
    {
        get => attempt.DropsValues;
        set => attempt.DropsValues |= value;
    }

    public Lifecycle Lifecycle => definition.Lifecycle;

    public LifecycleState State => Lifecycle.State(Instance.State);

    /// <summary>The values on which allocators work in the state that it is in; null when that set has none.</summary>
    public AttributeSet? Validated => Instance.Set(Lifecycle.ValidatedSet(Instance.State));

    /// <summary>Puts other values in the place of <see cref="Validated"/>.</summary>
    public void SetValidated(AttributeSet values) => Instance = Instance.WithSet(Lifecycle.ValidatedSet(Instance.State), values);

    public Lease Lease => new(Instance.Id, Instance.Name, LeaseKind.Service) { Time = Instance.Time };

    public IReadOnlyList<ServiceEvent> Events => _events;

    /// <summary>Notes an event; its time is that of the row.</summary>
    public void Note(ServiceEventKind kind, string? attribute = null, string? value = null, string? reservationId = null,
        string? from = null, string? to = null) =>
        _events.Add(new ServiceEvent
        {
            ServiceId = Instance.Id,
            At = default,
            Version = Instance.Version,
            Kind = kind,
            Attribute = attribute,
            Value = value,
            ReservationId = reservationId,
            From = from,
            To = to,
        });
}
