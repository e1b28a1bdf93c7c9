using System.Data;

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

    public static SqlValue Text(string name, string? value) => new(name, DbType.String, value);

    public static SqlValue Number(string name, long? value) => new(name, DbType.Int64, value);

    public static SqlValue Flag(string name, bool value) => Number(name, value ? 1 : 0);

    public static SqlValue Time(string name, DateTimeOffset? value) => Number(name, value is { } time ? UnixMicroseconds.Of(time) : null);
}
