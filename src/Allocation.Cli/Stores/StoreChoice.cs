using System.CommandLine;
using Allocation.Core.Errors;
using Allocation.Core.Storage.Addresses;

namespace Allocation.Cli.Stores;

/// <summary>Which store a command works on, and why that one.</summary>
internal sealed record StoreChoice(StoreUri Uri, StoreSource Source)
{
    /// <summary>The environment variable that names the store where no option does.</summary>
    public const string Variable = "ALLOCATION_STORE";

    /// <summary>Chooses; touches no store. Relative paths are taken from the current folder.</summary>
    /// <exception cref="StoreUnavailableException">The text names no kind of store.</exception>
    public static StoreChoice Of(ParseResult parse)
    {
        if (parse.GetValue(GlobalOptions.Store) is { } named) return new(Parse(named), StoreSource.Parameter);
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } set) return new(Parse(set), StoreSource.Environment);
        return new(StoreUri.Default, StoreSource.Default);
    }

    /// <summary>Reads the text of a store. A relative path is taken from the current folder.</summary>
    /// <exception cref="StoreUnavailableException">The text names no kind of store.</exception>
    public static StoreUri Parse(string text) => StoreUri.Parse(text, Environment.CurrentDirectory);
}
