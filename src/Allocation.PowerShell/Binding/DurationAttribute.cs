using System.Management.Automation;

namespace Allocation.PowerShell.Binding;

/// <summary>
/// A duration that may be absent. PowerShell itself makes ten days of the text 10 and a millionth of a second of
/// the number 10; a bare number is refused instead.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class DurationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = Argument.Unwrap(inputData);
        if (Argument.IsBlank(value)) return null!;
        if (value is TimeSpan || (value is string text && text.Contains(':', StringComparison.Ordinal))) return value;
        throw new ArgumentTransformationMetadataException(
            $"'{value}' is not a duration; write 00:10:00 for ten minutes, 90.00:00:00 for ninety days.");
    }
}
