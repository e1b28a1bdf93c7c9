namespace Allocation.Core.Definitions.Paths;

/// <summary>One condition on the items of a list: <c>[key=value]</c>.</summary>
/// <param name="Key">The key; null for the wildcard, any key.</param>
/// <param name="Value">The value as text; null for JSON null, written <c>\0</c>. Without meaning when <paramref name="AnyValue"/>.</param>
/// <param name="AnyValue">Whether the value is the wildcard.</param>
public sealed record PathSelector(string? Key, string? Value, bool AnyValue = false)
{
    /// <summary>Whether it has a wildcard.</summary>
    public bool IsWild => Key is null || AnyValue;

    /// <summary>As it is written in a path.</summary>
    public override string ToString() =>
        $"[{(Key is null ? "*" : PathText.Escape(Key))}={(AnyValue ? "*" : Value is null ? @"\0" : PathText.EscapeValue(Value))}]";
}
