using System.Collections;
using System.Management.Automation;

namespace Allocation.PowerShell.Binding;

/// <summary>
/// Parameters that a command line gives without a value: the variable behind them is empty, and what its author wanted would be left out in
/// silence. Cells of a file may be empty. A parameter for which nothing is a value says so with PowerShell's own attributes; of
/// settings of pools the core tells all mistakes at once.
/// </summary>
internal static class MissingValues
{
    /// <summary>The mistake; null when there is none.</summary>
    public static string? Mistake(InvocationInfo invocation) => invocation.BoundParameters
        .Where(given => IsMissing(given.Value, invocation.MyCommand.Parameters[given.Key].Attributes))
        .Select(given => Mistake(given.Key, invocation.MyCommand.Parameters[given.Key].Attributes))
        .FirstOrDefault();

    // What means none must be typed: an empty variable would clear a note, or leave resources uncleaned, in silence.
    private static string Mistake(string name, ICollection<Attribute> attributes)
    {
        var none = attributes.Any(a => a is AllowEmptyCollectionAttribute) ? "@()"
            : attributes.Any(a => a is AllowEmptyStringAttribute) ? "''" : null;
        return none is null
            ? $"-{name} was given without a value: it is $null or empty. Give a value, or leave out -{name}."
            : $"-{name} was given without a value: it is $null. Give a value, or {none} for none, or leave out -{name}.";
    }

    private static bool IsMissing(object? value, IEnumerable<Attribute> attributes) => Argument.Unwrap(value) switch
    {
        null => !attributes.Any(a => a is AllowNullAttribute),
        string text => string.IsNullOrWhiteSpace(text) && !attributes.Any(a => a is AllowNullAttribute or AllowEmptyStringAttribute),
        ICollection and not IDictionary and { Count: 0 } => !attributes.Any(a => a is AllowEmptyCollectionAttribute),
        ICollection and not IDictionary and var items when items.Cast<object?>().All(item => Argument.IsBlank(Argument.Unwrap(item))) =>
            !attributes.Any(a => a is AllowEmptyStringAttribute or PoolSettingAttribute),
        _ => false,
    };
}
