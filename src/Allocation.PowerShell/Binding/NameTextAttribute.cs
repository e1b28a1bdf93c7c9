using System.Management.Automation;
using Allocation.Core.Allocating.Allocators;
using Allocation.Core.Definitions;
using Allocation.Core.Inventories;
using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Core.ResourcePools;
using Allocation.Core.Services;
using Allocation.PowerShell.Services;
using Allocation.PowerShell.Views;

namespace Allocation.PowerShell.Binding;

/// <summary>
/// Names of things that exist: text, or the <c>Name</c> of an object. PowerShell itself would take the printed form of an object without a
/// name for one.
/// </summary>
/// <param name="others">Other properties by which the cmdlet takes objects.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NameTextAttribute(params string[] others) : ArgumentTransformationAttribute
{
    // Of what the Name of our objects is.
    private static readonly (Type Type, string Thing)[] s_named =
    [
        (typeof(AllocationPool), "pool"), (typeof(ResourcePoolStatus), "pool"), (typeof(VlanService), "service"),
        (typeof(Service), "service"), (typeof(PoolResource), "resource"), (typeof(AllocationInventory), "inventory"),
        (typeof(ServiceDefinition), "definition"), (typeof(KnownAllocator), "allocator"),
    ];

    /// <summary>What the names are of; then our objects of another kind are refused. A cmdlet that changes or removes something says
    /// it.</summary>
    public string? Thing { get; init; }

    /// <summary>The properties by which the cmdlet takes objects.</summary>
    public IReadOnlyList<string> Properties { get; } = ["Name", .. others];

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        foreach (var item in Argument.Items(Argument.Unwrap(inputData))) Check(item);
        return inputData;
    }

    private void Check(object? item)
    {
        if (item is null or string or ValueType) return;
        var properties = PSObject.AsPSObject(item).Properties;
        if (Thing is not null && OtherThing(PSObject.AsPSObject(item)) is { } other)
            throw new ArgumentTransformationMetadataException(
                $"The name must be that of the {Thing}, not that of the {other} '{properties["Name"]?.Value}'. Give it as text.");

        // PowerShell goes on to bind by property name after a failed cast, and after nothing else.
        if (Properties.Any(name => properties[name] is not null))
            throw new ArgumentTransformationMetadataException("The name is in a property.", new PSInvalidCastException());
        throw new ArgumentTransformationMetadataException(
            IsOfLedger(properties)
                ? "It must be a name, not a line of the ledger. What a line holds is given back with Remove-VlanService, " +
                    "Remove-ServiceInstance, Remove-Allocation or Close-ResourceTicket, as its LeaseKind says."
                : $"It must be a name, or an object with the property Name, not an object of the type " +
                    $"{PSObject.AsPSObject(item).TypeNames[0].Split('.')[^1]}.");
    }

    private string? OtherThing(PSObject item) =>
        s_named.FirstOrDefault(named => named.Thing != Thing && Shown.IsOf(item, named.Type)).Thing;

    private static bool IsOfLedger(PSMemberInfoCollection<PSPropertyInfo> properties) =>
        properties[nameof(AllocationRecord.ReservationId)] is not null && properties[nameof(AllocationRecord.LeaseId)] is not null;
}
