using System.Management.Automation;

namespace Allocation.PowerShell.Binding;

/// <summary>An empty cell of a CSV file means that nothing was asked for.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class EmptyIsAbsentAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        Argument.IsBlank(Argument.Unwrap(inputData)) ? null! : inputData;
}
