using System.Management.Automation;

namespace Allocation.PowerShell.Binding;

/// <summary>A note: any text. Nothing at all is no text, so that an empty variable of a script clears no note; the empty text
/// does.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NoteAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        Argument.Unwrap(inputData) is { } value ? LanguagePrimitives.ConvertTo<string>(value) : null!;
}
