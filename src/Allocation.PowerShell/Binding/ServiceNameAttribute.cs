using System.Management.Automation;

namespace Allocation.PowerShell.Binding;

/// <summary>
/// The name of a new service: text, or the <c>Name</c> of an object. An object without one becomes an empty name, which the
/// core refuses: PowerShell itself would take its printed form for a name, or drop the item before the cmdlet sees it,
/// and then <c>-Atomic</c> would make the rest.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ServiceNameAttribute : ArgumentTransformationAttribute
{
    /// <summary>Another property that has the name.</summary>
    public string? Alias { get; set; }

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        Argument.Items(Argument.Unwrap(inputData)).Select(Text).ToArray();

    private string Text(object? value)
    {
        if (value is null) return "";
        if (value is string or char || value.GetType().IsPrimitive) return LanguagePrimitives.ConvertTo<string>(value);
        var properties = PSObject.AsPSObject(value).Properties;
        if (properties["Name"] is null && (Alias is null || properties[Alias] is null)) return "";

        // PowerShell goes on to bind by property name after a failed cast, and after nothing else.
        throw new ArgumentTransformationMetadataException("The name is in a property.", new PSInvalidCastException());
    }
}
