using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization.Metadata;

namespace Allocation.Core.Json;

/// <summary>
/// What a record gets for members that its JSON text lacks: what it gives them itself. Texts that an older version wrote lack those that
/// were added since. Generated code alone would set them to zero or null, because it sets every <c>init</c> property of an object at once.
/// </summary>
internal static class MissingMembers
{
    /// <summary>Does so for one type.</summary>
    /// <typeparam name="T">The type; all members that are stored can be set.</typeparam>
    /// <param name="info">What is known of any type; another one is left as it is.</param>
    /// <param name="make">Makes one whose members are as the type gives them. Required ones are always in a text.</param>
    public static void Keep<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>(
        JsonTypeInfo info, Func<T> make)
        where T : class
    {
        if (info.Type != typeof(T)) return;
        info.CreateObject = make;
        foreach (var property in typeof(T).GetProperties().Where(p => p.CanWrite))
        {
            var name = info.Options.PropertyNamingPolicy?.ConvertName(property.Name) ?? property.Name;
            info.Properties.Single(p => p.Name == name).Set = property.SetValue;
        }
    }
}
