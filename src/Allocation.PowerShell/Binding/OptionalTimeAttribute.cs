using System.Management.Automation;

namespace Allocation.PowerShell.Binding;

/// <summary>A time that may be absent, as an empty cell of a CSV file is. A time without a zone is local, as everywhere in PowerShell.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class OptionalTimeAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = Argument.Unwrap(inputData);
        return Argument.IsBlank(value) ? null! : value!;
    }
}
