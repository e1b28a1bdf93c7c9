using System.Collections.Frozen;
using System.Data;
using System.Data.Common;

namespace Allocation.Stores.Sql;

/// <summary>A value for a parameter of a statement, typed even when it is null, so that a server can prepare the statement.</summary>
internal readonly struct SqlValue
{
    private SqlValue(string name, DbType type, object? value)
    {
        Name = name;
        Type = type;
        Value = value ?? DBNull.Value;
    }

    public string Name { get; }

    public DbType Type { get; }

    public object Value { get; }

    /// <summary>Gives a parameter its name, type and value.</summary>
    public DbParameter Of(DbParameter parameter)
    {
        parameter.ParameterName = "@" + Name;
        parameter.DbType = Type;
        parameter.Value = Value;
        return parameter;
    }

    public static SqlValue Text(string name, string? value) => new(name, DbType.String, value);

    public static SqlValue Number(string name, long? value) => new(name, DbType.Int64, value);

    public static SqlValue Flag(string name, bool value) => Number(name, value ? 1 : 0);

    public static SqlValue Time(string name, DateTimeOffset? value) => Number(name, value is { } time ? UnixMicroseconds.Of(time) : null);
}

/// <summary>A value that is kept by its name. To parse it anew for each row would cost as much as to read the row.</summary>
internal static class SqlName<T>
    where T : struct, Enum
{
    private static readonly FrozenDictionary<string, T> s_values = Enum.GetValues<T>().ToFrozenDictionary(value => value.ToString());

    /// <summary>The value of that name.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public static T Read(string name) =>
        s_values.TryGetValue(name, out var value) ? value : throw new FormatException($"'{name}' is not a {typeof(T).Name}");
}
