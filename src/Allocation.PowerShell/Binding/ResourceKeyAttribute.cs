using System.Management.Automation;
using Allocation.Core.Tickets;

namespace Allocation.PowerShell.Binding;

/// <summary>
/// What names a resource: an id, a name, or an object that has one, such as a resource, a ticket or a line of a log.
/// PowerShell itself would take the printed form of an object for a name.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ResourceKeyAttribute : ArgumentTransformationAttribute
{
    // A ticket has its own id, which must never be taken for that of a resource.
    private static readonly string[] s_properties = ["ResourceId", "Id", "Name"];

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        Argument.Items(Argument.Unwrap(inputData)).Select(Text).ToArray();

    private static string Text(object? value)
    {
        if (value is null or string or char || value.GetType().IsPrimitive) return LanguagePrimitives.ConvertTo<string>(value);
        var properties = PSObject.AsPSObject(value).Properties;
        if (properties[nameof(ResourceTicket.ResourceId)] is { Value: null })
            throw new ArgumentTransformationMetadataException($"There is no resource yet: {FilterAttribute.WaitingTicket}");
        var found = s_properties.Select(name => properties[name]?.Value).FirstOrDefault(v => v is not null);
        return found is null
            ? throw new ArgumentTransformationMetadataException("The object names no resource: it has neither ResourceId, Id nor Name.")
            : LanguagePrimitives.ConvertTo<string>(found);
    }
}
