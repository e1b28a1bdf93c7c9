using System.CommandLine;
using System.Globalization;

namespace Allocation.Cli;

/// <summary>Options whose value is a whole number.</summary>
internal static class NumberOption
{
    /// <summary>An option with any number that fits 64 bits; what is a sensible one is for the core to say.</summary>
    public static Option<long?> Of(string name, string description) => Make(name, description, long.MinValue);

    /// <summary>An option with a number from 0 on.</summary>
    public static Option<long?> Count(string name, string description) => Make(name, description, 0);

    private static Option<long?> Make(string name, string description, long lowest) => new(name)
    {
        Description = description,
        HelpName = "NUMBER",
        CustomParser = result =>
        {
            var text = result.Tokens[^1].Value;
            if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= lowest)
                return number;
            result.AddError($"{name} must be a whole number{(lowest == 0 ? " from 0 on" : "")}, not '{text}'.");
            return null;
        },
    };
}
