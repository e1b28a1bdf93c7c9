using System.CommandLine;
using Allocation.Core.Errors;
using Allocation.Core.Storage;

namespace Allocation.Cli;

/// <summary>Which store a command line means.</summary>
internal static class StoreChoice
{
    /// <summary>The environment variable that names the store where no option does.</summary>
    public const string Variable = "ALLOCATION_STORE";

    /// <summary>The option, else the environment, else the default; relative paths are taken from the current folder.</summary>
    /// <exception cref="StoreUnavailableException">The text names no kind of store.</exception>
    public static StoreUri Of(ParseResult parse)
    {
        var text = parse.GetValue(GlobalOptions.Store) ?? Environment.GetEnvironmentVariable(Variable) switch { "" => null, var set => set };
        return text is null ? StoreUri.Default : StoreUri.Parse(text, Environment.CurrentDirectory);
    }
}
