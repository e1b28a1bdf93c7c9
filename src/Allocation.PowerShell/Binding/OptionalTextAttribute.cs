using System.Management.Automation;

namespace Allocation.PowerShell.Binding;

/// <summary>
/// Text that may be absent, as an empty cell of a CSV file is. Takes whatever it is given as text and never refuses: a
/// refusal here drops the item before the cmdlet sees it, and then <c>-Atomic</c> would make the rest.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class OptionalTextAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var text = LanguagePrimitives.ConvertTo<string>(Argument.Unwrap(inputData));
        return Argument.IsBlank(text) ? null! : text;
    }
}
