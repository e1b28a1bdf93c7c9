using System.CommandLine;
using System.CommandLine.Parsing;

namespace Allocation.Cli;

/// <summary>Looking at the value of an option while the command line is still being checked.</summary>
internal static class OptionReading
{
    /// <summary>The value; or the default when it was not given or cannot be read, which the parser reports by itself.</summary>
    public static T? ValueOrDefault<T>(this CommandResult result, Option<T> option)
    {
        try
        {
            return result.GetValue(option);
        }
        catch (InvalidOperationException)
        {
            // The parser's own way to say that the text is not such a value.
            return default;
        }
    }
}
