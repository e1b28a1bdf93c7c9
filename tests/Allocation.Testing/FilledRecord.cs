using System.Reflection;
using System.Text.Json.Nodes;

namespace Allocation.Testing;

/// <summary>Makes objects all of whose members are set, to something that is not their default.</summary>
public static class FilledRecord
{
    /// <summary>An object of a type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="special">Values of types that have no public constructor.</param>
    public static object Of(Type type, IReadOnlyDictionary<Type, object>? special = null)
    {
        if (special?.GetValueOrDefault(type) is { } known) return known;
        if (Nullable.GetUnderlyingType(type) is { } value) return Of(value, special);
        if (type == typeof(string)) return "Grüße <\"'&+>\u2028";
        if (type == typeof(bool)) return true;
        if (type == typeof(int)) return 7;
        if (type == typeof(long)) return 1L << 40;
        if (type == typeof(double)) return 0.5;
        if (type == typeof(DateTimeOffset)) return new DateTimeOffset(2026, 3, 4, 5, 6, 7, 123, TimeSpan.FromHours(2));
        if (type == typeof(TimeSpan)) return new TimeSpan(1, 2, 3, 4, 5);
        if (type == typeof(object)) return "an object";
        if (type == typeof(JsonObject)) return new JsonObject { ["ä"] = 1, ["b"] = new JsonArray(1.5, null, "<x>", true) };
        if (type.IsEnum) return Enum.GetValues(type).GetValue(Enum.GetValues(type).Length - 1)!;
        if (type.IsGenericType && type.GetGenericArguments() is [var item] && type.IsAssignableFrom(item.MakeArrayType()))
            return List(Of(item, special));
        if (type.IsGenericType && type.GetGenericArguments() is [var key, var entry] && key == typeof(string))
            return Dictionary(Of(entry, special));
        return Made(type, special);
    }

    private static Array List(object item)
    {
        var list = Array.CreateInstance(item.GetType(), 2);
        list.SetValue(item, 0);
        list.SetValue(item, 1);
        return list;
    }

    private static object Dictionary(object entry)
    {
        var type = typeof(Dictionary<,>).MakeGenericType(typeof(string), entry.GetType());
        var made = (System.Collections.IDictionary)Activator.CreateInstance(type)!;
        made["Key of it"] = entry;
        return made;
    }

    private static object Made(Type type, IReadOnlyDictionary<Type, object>? special)
    {
        var constructor = type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(c => c.GetParameters() is not [var one] || one.ParameterType != type)
            .MaxBy(c => c.GetParameters().Length) ?? throw new InvalidOperationException($"{type} has no constructor.");
        var made = constructor.Invoke([.. constructor.GetParameters().Select(p => Of(p.ParameterType, special))]);
        foreach (var property in type.GetProperties().Where(p => p.CanWrite)) property.SetValue(made, Of(property.PropertyType, special));
        return made;
    }
}
