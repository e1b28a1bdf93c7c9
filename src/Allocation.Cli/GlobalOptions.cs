using System.CommandLine;

namespace Allocation.Cli;

/// <summary>The options that every command has.</summary>
internal static class GlobalOptions
{
    /// <summary>Which store.</summary>
    public static Option<string?> Store { get; } = new("--store")
    {
        Description = "sqlite:PATH, json:PATH or postgres://user@host:port/db; else $ALLOCATION_STORE, else SQLite in your data folder.",
        HelpName = "URI",
        Recursive = true,
        Validators =
        {
            result =>
            {
                if (result.Tokens is [{ Value: "" }]) result.AddError("The value of --store must not be empty.");
            },
        },
    };

    /// <summary>JSON instead of tables.</summary>
    public static Option<bool> Json { get; } = new("--json")
    {
        Description = "Results as JSON on standard output, errors as JSON on standard error.",
        Recursive = true,
    };
}
