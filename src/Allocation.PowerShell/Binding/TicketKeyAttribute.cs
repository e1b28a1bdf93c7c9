using System.Management.Automation;
using Allocation.Core.Ledger;
using Allocation.Core.ResourcePools;
using Allocation.Core.Tickets;
using Allocation.PowerShell.Views;

namespace Allocation.PowerShell.Binding;

/// <summary>
/// What names a ticket: its id, a ticket, a row with the column <c>Id</c>, the resource that a ticket holds, or a line of the ledger that
/// is of one. PowerShell itself would take the <c>Id</c> of any object, such as a resource, for that of a ticket.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TicketKeyAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        Argument.Items(Argument.Unwrap(inputData)).Select(Id).ToArray();

    private static object? Id(object? value)
    {
        if (value is null or string or ValueType) return value;
        var item = PSObject.AsPSObject(value);
        if (Shown.IsOf(item, typeof(PoolResource)))
            return item.Properties[nameof(PoolResource.TicketId)]?.Value
                ?? throw Refusal($"No ticket holds the resource '{item.Properties[nameof(PoolResource.Name)]?.Value}'.");
        if (Shown.IsOf(item, typeof(AllocationRecord)))
            return $"{item.Properties[nameof(AllocationRecord.LeaseKind)]?.Value}" == nameof(LeaseKind.Ticket)
                ? item.Properties[nameof(AllocationRecord.LeaseId)]?.Value
                : throw Refusal("The line of the ledger is not of a ticket.");
        var type = item.TypeNames.FirstOrDefault(name => name.Contains("Allocation.", StringComparison.Ordinal)) ?? item.TypeNames[0];
        if (!Shown.IsOf(item, typeof(ResourceTicket)) && !type.EndsWith(nameof(PSCustomObject), StringComparison.Ordinal))
            throw Refusal($"It must be a ticket or its id, not an object of the type {type.Split('.')[^1]}.");
        return item.Properties[nameof(ResourceTicket.Id)]?.Value ?? throw Refusal("The object has no Id, so it names no ticket.");
    }

    private static ArgumentTransformationMetadataException Refusal(string reason) => new(reason);
}
