using System.Text.Json.Nodes;
using Allocation.Core.Allocating;
using Allocation.Core.Definitions;
using Allocation.Core.Errors;
using Allocation.Core.Inventories;
using Allocation.Core.Ledger;
using Allocation.Core.Services;
using Allocation.Core.Services.Attributes;
using Allocation.Core.Services.Running;
using Allocation.Core.Storage;

namespace Allocation.Core.Renaming;

/// <summary>
/// Gives services other names. Ids, history and what a service holds stay. The lines of our own pools get the new name; those of
/// an inventory keep the name that the inventory was told, because it may find them by it.
/// </summary>
internal sealed class ServiceRenaming(IAllocationStore store, ServiceDriver driver, LifecycleStepper stepper)
{
    /// <summary>Renames a living service; the name that it has already changes nothing.</summary>
    /// <param name="definition">The name of its definition.</param>
    /// <param name="id">Its id.</param>
    /// <param name="newName">Its name from now on.</param>
    /// <param name="version">The version that the caller decided upon; null for any.</param>
    /// <param name="cancellation">Ends the wait for the store.</param>
    /// <exception cref="ServiceNotFoundException">No living service has that id.</exception>
    /// <exception cref="InvalidServiceException">The new name is not acceptable.</exception>
    /// <exception cref="ServiceExistsException">Another living service has the new name.</exception>
    /// <exception cref="VersionConflictException">Another caller has changed the service since.</exception>
    /// <exception cref="IllegalTransitionException">The service is in the middle of a change.</exception>
    public ServiceInstance Rename(string definition, string id, string newName, int? version = null,
        CancellationToken cancellation = default)
    {
        ServiceName.Check(newName);
        driver.Settle(id, cancellation);
        return store.Run(
            session =>
            {
                var work = driver.Open(session, definition, id, new AllocationAttempt(keepPartial: true));
                ExpectedVersion.Check(work.Instance, version);
                if (work.Instance.Name == newName) return work.Instance;
                RefuseInMotion(work);
                return Rename(session, work, newName);
            },
            cancellation);
    }

    private ServiceInstance Rename(IStoreSession session, InstanceWork work, string newName)
    {
        var before = work.Instance;
        if (session.Services.FindLiving(before.Definition, newName) is { } other && other.Id != before.Id)
            throw new ServiceExistsException(before.Definition, other.Name);
        var identity = Identity(work.Definition, before.Name, newName);
        work.Instance = before with
        {
            Name = newName,
            Version = before.Version + 1,
            Candidate = before.Candidate?.With(work.Definition.Identity, identity.DeepClone()),
            Active = before.Active?.With(work.Definition.Identity, identity.DeepClone()),
            Rollback = before.Rollback?.With(work.Definition.Identity, identity.DeepClone()),
        };
        work.Note(ServiceEventKind.Renamed, from: before.Name, to: newName);
        foreach (var line in session.Allocations.ActiveOf(before.Id).Where(line => !PoolReference.IsExternal(line.Pool)))
            LedgerChange.Write(session, line with { LeaseName = newName });
        return stepper.Write(work, next: null).Instance;
    }

    // A change that is under way tells its inventories the name, and the values of another attribute may follow from it.
    private static void RefuseInMotion(InstanceWork work)
    {
        if (work.Lifecycle.Next(work.Instance.State) is not null) throw LifecycleStepper.IllegalAct(work, "renaming");
        if (work.Session.Intents.OfLease(work.Instance.Id) is [var open, ..])
            throw LifecycleStepper.IllegalAct(work, $"renaming until its call to {open.Pool} is settled");
    }

    private static JsonNode Identity(ServiceDefinition definition, string name, string newName)
    {
        var identity = ServiceRequest.Identity(definition, newName);
        if (ServiceAttributes.NameOf(definition, new JsonObject { [definition.Identity] = identity.DeepClone() }) == newName
            && ServiceRequest.IsOfType(definition, identity))
        {
            return identity;
        }
        throw new InvalidServiceException(name, $"The {definition.Name} '{name}' cannot be named '{newName}': its attribute " +
            $"'{definition.Identity}' must be a whole number, such as 7.");
    }
}
