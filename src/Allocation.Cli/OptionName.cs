namespace Allocation.Cli;

/// <summary>Options as they are typed.</summary>
internal static class OptionName
{
    /// <summary>The option for a parameter of the core: <c>--allow-held</c> for <c>AllowHeld</c>.</summary>
    public static string Of(string parameter) =>
        "-" + string.Concat(parameter.Select(c => char.IsUpper(c) ? $"-{char.ToLowerInvariant(c)}" : $"{c}"));
}
