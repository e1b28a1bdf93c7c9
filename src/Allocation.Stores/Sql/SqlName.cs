using System.Collections.Frozen;

namespace Allocation.Stores.Sql;

/// <summary>A value that is kept by its name. To parse it anew for each row would cost as much as to read the row.</summary>
internal static class SqlName<T>
    where T : struct, Enum
{
    private static readonly FrozenDictionary<string, T> s_values = Enum.GetValues<T>().ToFrozenDictionary(value => value.ToString());

    /// <summary>The value of that name.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public static T Read(string name) =>
        s_values.TryGetValue(name, out var value) ? value : throw new FormatException($"'{name}' is no {typeof(T).Name}");
}
