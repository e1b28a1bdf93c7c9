using System.Collections;
using System.Management.Automation;

namespace Allocation.PowerShell.Binding;

/// <summary>What arrives at a parameter, without PowerShell's wrapping.</summary>
internal static class Argument
{
    /// <summary>The value itself.</summary>
    public static object? Unwrap(object? value) =>
        value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;

    /// <summary>Whether it is nothing, or text of spaces only, as an empty cell of a CSV file is.</summary>
    public static bool IsBlank(object? value) => value is null || (value is string text && string.IsNullOrWhiteSpace(text));

    /// <summary>The items of a list; anything else is a list of one.</summary>
    public static IEnumerable<object?> Items(object? value) =>
        value is IEnumerable list and not string ? list.Cast<object?>().Select(Unwrap) : [value];

    /// <summary>The items of a list as texts.</summary>
    public static string[] Texts(object value) => [.. Items(value).Select(item => LanguagePrimitives.ConvertTo<string>(item))];
}
