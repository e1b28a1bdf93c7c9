using System.Management.Automation;
using Allocation.Core.Pools;

namespace Allocation.PowerShell.Binding;

/// <summary>
/// Numbers that a pool never gives: text, numbers, or what <c>Excluded</c> of a pool has. The empty text, such as an empty cell of a CSV
/// file, excludes none, as <c>@()</c> does; <c>$null</c> leaves them as they are.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ExclusionsAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        Argument.Unwrap(inputData) switch
        {
            null => null!,
            NumberRangeList { Count: > 0 } ranges => new[] { ranges.ToString() },
            var value => Argument.Texts(value),
        };
}
