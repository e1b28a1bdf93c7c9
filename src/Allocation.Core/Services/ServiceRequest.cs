using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Allocation.Core.Definitions;
using Allocation.Core.Ledger;
using Allocation.Core.Services.Attributes;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Notes;

namespace Allocation.Core.Services;

/// <summary>What a caller asks for: an instance of a definition with a name and the attributes that a client may set.</summary>
/// <param name="Definition">What kind of service.</param>
/// <param name="Name">Its name; see <see cref="ServiceName"/>.</param>
/// <param name="Attributes">The attributes that the client sets.</param>
/// <param name="KeepPartial">Whether an instance whose allocation fails stays, rejected, with the values it got.</param>
public sealed record ServiceRequest(ServiceDefinition Definition, string Name, AttributeSet Attributes, bool KeepPartial = false)
{
    /// <summary>Its name; see <see cref="ServiceName"/>.</summary>
    public string Name { get; init; } = ServiceName.Check(Name);

    /// <summary>From when to when it shall hold what it gets.</summary>
    public LeaseTerm Term { get; init; } = LeaseTerm.Open;

    /// <summary>What is noted of it.</summary>
    public NoteSet Notes { get; init; } = NoteSet.None;

    /// <summary>A request with the attributes that a caller gives, by attribute or by path; they also name the instance.</summary>
    /// <exception cref="Errors.InvalidServiceException">The attributes have mistakes, all of which are listed.</exception>
    public static ServiceRequest Of(ServiceDefinition definition, JsonObject attributes, bool keepPartial = false)
    {
        var set = ServiceAttributes.New(definition, attributes);
        return new ServiceRequest(definition, ServiceAttributes.NameOf(definition, set.Root)!, set, keepPartial);
    }

    /// <inheritdoc cref="Of(ServiceDefinition, JsonObject, bool)"/>
    /// <param name="definition">What kind of service.</param>
    /// <param name="attributes">The attributes, with or without the one that names the instance.</param>
    /// <param name="name">The name; null when the attributes have it.</param>
    /// <param name="keepPartial">Whether an instance whose allocation fails stays.</param>
    public static ServiceRequest Of(ServiceDefinition definition, JsonObject attributes, string? name, bool keepPartial)
    {
        if (name is not null) attributes[definition.Identity] = Identity(definition, name);
        return Of(definition, attributes, keepPartial);
    }

    /// <summary>A digest of requests: the same for the same arguments, whatever the case of names.</summary>
    public static string Fingerprint(IEnumerable<ServiceRequest> requests)
    {
        var text = string.Join('\n',
            requests.Select(r =>
            $"{r.Definition.Name}\0{NameKey.Of(r.Name)}\0{r.KeepPartial}\0{r.Term.Start:O}\0{r.Term.End:O}\0" +
            $"{r.Term.Lifetime}\0{r.Attributes.ToJson()}" + (r.Notes.IsEmpty ? "" : $"\0{r.Notes.ToJson()}")));
        return RequestId.Fingerprint(text);
    }

    /// <summary>A name as the attribute that names the instance. Names are typed as text, also those of services that numbers
    /// name.</summary>
    internal static JsonValue Identity(ServiceDefinition definition, string name)
    {
        return HasNumber(definition) && long.TryParse(name, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? JsonValue.Create(number)
            : JsonValue.Create(name);
    }

    /// <summary>Whether such an attribute has the type that the definition says.</summary>
    internal static bool IsOfType(ServiceDefinition definition, JsonNode identity) =>
        !HasNumber(definition) || identity.GetValueKind() == JsonValueKind.Number;

    private static bool HasNumber(ServiceDefinition definition) =>
        definition.Shape.Attribute(definition.Identity)!.Type == AttributeType.Integer;
}
