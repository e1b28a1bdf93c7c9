using System.Management.Automation;

namespace Allocation.PowerShell.Binding;

/// <summary>Tags: texts, each with one tag or several. Nothing at all is no list, so that an empty variable of a script clears no tags;
/// <c>@()</c> does.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TagsAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        Argument.Unwrap(inputData) is { } value ? Argument.Texts(value) : null!;
}
