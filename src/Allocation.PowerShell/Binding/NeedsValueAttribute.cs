using System.Management.Automation;

namespace Allocation.PowerShell.Binding;

/// <summary>
/// A number that is an error where it is given without a value. It looks before PowerShell converts, which makes 0 of <c>$null</c> and of
/// an empty text; other parameters are looked at by <see cref="MissingValues"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NeedsValueAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        Argument.IsBlank(Argument.Unwrap(inputData)) ? throw new ArgumentTransformationMetadataException(FilterAttribute.Empty) : inputData;
}
