using System.Management.Automation;
using Allocation.Core.Ledger;

namespace Allocation.PowerShell.Binding;

/// <summary>A reservation id, or an allocation, which has one. PowerShell itself would take the printed form of the object.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ReservationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        if (Argument.Items(Argument.Unwrap(inputData)).ToList() is not [var one])
            throw new ArgumentTransformationMetadataException("It must be one allocation, or its reservation id.");
        if (one is null or string) return one;
        return PSObject.AsPSObject(one).Properties[nameof(AllocationRecord.ReservationId)]?.Value
            ?? throw new ArgumentTransformationMetadataException("The object must be an allocation, which has a ReservationId.");
    }
}
