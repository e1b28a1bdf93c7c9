using System.Management.Automation;

namespace Allocation.PowerShell.Binding;

/// <summary>
/// The name of a new service that other parameters may have instead: text, or the <c>Name</c> of an object. The printed form of an
/// object is never a name; an object that has neither a name nor attributes becomes an empty one, which the core refuses.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class OptionalNameAttribute : ArgumentTransformationAttribute
{
    private static readonly string[] s_others = ["Name", "Attribute", "Attributes"];

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = Argument.Unwrap(inputData);
        if (Argument.IsBlank(value)) return null!;
        if (value is string or char || value!.GetType().IsPrimitive) return LanguagePrimitives.ConvertTo<string>(value);
        var properties = PSObject.AsPSObject(value).Properties;
        if (!s_others.Any(name => properties[name] is not null)) return "";

        // PowerShell goes on to bind by property name after a failed cast, and after nothing else.
        throw new ArgumentTransformationMetadataException("The name is in the property Name.", new PSInvalidCastException());
    }
}
