using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Specialized;
using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;
using System.Reflection;
using System.Text.Json.Nodes;
using Allocation.Core.Definitions.Paths;
using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Core.ResourcePools;
using Allocation.Core.Tickets;
using Allocation.PowerShell.Services;

namespace Allocation.PowerShell.Views;

/// <summary>
/// Objects of the core as the cmdlets give them: rows of plain values, under the name of their type. A row is the same before and after
/// a job, a file or another machine, and it can be read in CSV and JSON. A time is a local <see cref="DateTime"/>, because PowerShell
/// compares dates by what their clocks show and leaves no other kind of time as it is. A member of an enumeration is its name.
/// </summary>
internal static class Shown
{
    /// <summary>The type name of a time; its text is ISO 8601 with the offset.</summary>
    public const string Time = "Allocation.Time";

    /// <summary>The type name of a list; its text has its items, parted by commas.</summary>
    public const string List = "Allocation.List";

    /// <summary>The type name of a part of a row; its text is JSON.</summary>
    public const string Part = "Allocation.Part";

    private static readonly ConcurrentDictionary<Type, Column[]> s_columns = new();

    // An array of our own: PowerShell keeps type names with the array, and the framework's empty ones belong to everybody.
    private static readonly PSObject s_empty = Named(Array.CreateInstance(typeof(object), 0), List);

    // What people write as one word.
    private static readonly FrozenSet<Type> s_texts = new[] { typeof(NumberRange), typeof(DictPath) }.ToFrozenSet();

    /// <summary>What a cmdlet gives for an object: a row for one of the core, and anything else as it is.</summary>
    public static object? Row(object? value) =>
        value is not null && IsOurs(value.GetType()) ? Row(value, value.GetType().FullName!) : value;

    /// <summary>What a cmdlet gives for the items of a list, or for one object.</summary>
    public static IEnumerable<object?> Rows(object? value, bool enumerateCollection) =>
        enumerateCollection && value is IEnumerable items ? items.Cast<object?>().Select(Row) : [Row(value)];

    /// <summary>A value in a row.</summary>
    public static object? Value(object? value) => value switch
    {
        null => null,
        DateTimeOffset time => Named(time.LocalDateTime, Time),
        Enum member => member.ToString(),
        string or TimeSpan => value,
        PSObject { BaseObject: PSCustomObject } custom => PartOf(custom),
        PSObject wrapped => Value(wrapped.BaseObject),
        JsonNode node => Value(AttributeValues.ToObject(node)),
        NumberRangeList ranges => ListOf(ranges.ToString().Split(',', StringSplitOptions.RemoveEmptyEntries)),
        IDictionary dictionary => PartOf(dictionary),
        IEnumerable items => ListOf([.. items.Cast<object?>().Select(Value)]),
        _ when !IsOurs(value.GetType()) => value,
        _ when s_texts.Contains(value.GetType()) => value.ToString(),
        _ => Row(value, Part),
    };

    /// <summary>Whether it is the row of an object of the core, or a copy of one.</summary>
    public static bool Is<T>(PSObject value) => IsNamed(value, typeof(T).FullName!);

    /// <summary>Whether it is the row of such an object, a copy of one, or what <c>Select-Object</c> made of one.</summary>
    public static bool IsOf(PSObject value, Type type) =>
        value.TypeNames.Any(name => name.EndsWith(type.FullName!, StringComparison.Ordinal));

    /// <summary>Whether it is a time of a row, or of a copy of one.</summary>
    public static bool IsTime(PSObject value) => IsNamed(value, Time);

    private static PSObject Row(object value, string name)
    {
        var row = new PSObject();
        foreach (var column in s_columns.GetOrAdd(value.GetType(), ColumnsOf))
            row.Properties.Add(new PSNoteProperty(column.Name, column.Read(value)), preValidated: true);
        row.TypeNames.Insert(0, name);
        return row;
    }

    private static PSObject PartOf(PSObject custom)
    {
        var part = new PSObject();
        foreach (var property in custom.Properties) part.Properties.Add(new PSNoteProperty(property.Name, Value(property.Value)));
        part.TypeNames.Insert(0, Part);
        return part;
    }

    private static PSObject PartOf(IDictionary dictionary)
    {
        var part = new OrderedDictionary();
        foreach (DictionaryEntry entry in dictionary) part[entry.Key] = Value(entry.Value);
        return Named(part, Part);
    }

    /// <summary>Whether it came from elsewhere: a row of a file, or an object that a script made, with columns for a cmdlet to
    /// read.</summary>
    public static bool IsForeignRow([NotNullWhen(true)] PSObject? value) => value?.BaseObject is PSCustomObject
        && !value.TypeNames[0].StartsWith("Allocation.", StringComparison.Ordinal)
        && !value.TypeNames[0].StartsWith("Deserialized.Allocation.", StringComparison.Ordinal);

    private static bool IsNamed(PSObject value, string name) =>
        value.TypeNames[0] is var own && (own == name || own == "Deserialized." + name);

    // Nothing in it can be changed, so one is enough for all rows.
    private static PSObject ListOf(object?[] items) => items.Length == 0 ? s_empty : Named(items, List);

    private static PSObject Named(object value, string name)
    {
        var named = new PSObject(value);
        named.TypeNames.Insert(0, name);
        return named;
    }

    private static bool IsOurs(Type type) => type.Assembly == typeof(Shown).Assembly || type.Assembly == typeof(AllocationRecord).Assembly;

    private static Column[] ColumnsOf(Type type) => type
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.GetIndexParameters().Length == 0)
        .Select(property => new Column(property.Name, Reading(type, property)))
        .ToArray();

    private static Func<object, object?> Reading(Type type, PropertyInfo property) => (type.Name, property.Name) switch
    {
        // A number where it is written as one, so that it compares and sorts as such; an address or the name of a thing otherwise.
        (nameof(AllocationRecord), nameof(AllocationRecord.ResourceId)) =>
            line => NumberOrName(((AllocationRecord)line).ResourceId),
        (nameof(ResourceUse), nameof(ResourceUse.ResourceId)) => use => NumberOrName(((ResourceUse)use).ResourceId),

        // What the hook printed without its last line end, as the shell gives it to whoever reads a program's output.
        (nameof(ResourceTicket), nameof(ResourceTicket.Data)) => ticket => WithoutLastLineEnd(((ResourceTicket)ticket).Data),
        (nameof(PoolResource), nameof(PoolResource.Data)) => resource => WithoutLastLineEnd(((PoolResource)resource).Data),
        _ => row => Value(property.GetValue(row)),
    };

    private static string? WithoutLastLineEnd(string? printed) => printed switch
    {
        null => null,
        _ when printed.EndsWith("\r\n", StringComparison.Ordinal) => printed[..^2],
        _ when printed.EndsWith('\n') => printed[..^1],
        _ => printed,
    };

    // No resource pool can have named a thing so: those names are not digits alone.
    private static object NumberOrName(string resource) =>
        long.TryParse(resource, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number)
            ? number
            : resource;

    private sealed record Column(string Name, Func<object, object?> Read);
}
