using System.Text.Json.Nodes;
using Allocation.Core.Errors;
using Allocation.Core.Json;

namespace Allocation.Core.Services.Attributes;

/// <summary>Attributes that arrive as the text of a JSON object. Nothing in it is changed: text that looks like a time stays that
/// text.</summary>
internal static class AttributeText
{
    /// <summary>The attributes.</summary>
    /// <param name="json">The text.</param>
    /// <param name="service">The service that they are for; null when it is not known yet.</param>
    /// <exception cref="InvalidServiceException">It is not a JSON object, has a name twice, or text that is not Unicode.</exception>
    public static JsonObject Parse(string json, string? service)
    {
        try
        {
            return OutsideJson.ReadObject(json);
        }
        catch (OutsideJsonException error)
        {
            throw new InvalidServiceException(service, $"The attributes cannot be read: {error.Message}.");
        }
    }
}
