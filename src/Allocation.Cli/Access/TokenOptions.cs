using System.CommandLine;
using Allocation.Core.Access;

namespace Allocation.Cli.Access;

/// <summary>Which file of tokens is meant.</summary>
internal static class TokenOptions
{
    /// <summary>The option.</summary>
    public static Option<string?> Make() => new("--tokens")
    {
        Description = "The file with the tokens of the server (default: tokens.json in your data folder).",
        HelpName = "FILE",
    };

    /// <summary>The file.</summary>
    public static TokenFile Read(CommandRun run, Option<string?> option) =>
        new(run.Arguments.GetValue(option) is { } path ? Path.GetFullPath(path) : TokenFile.DefaultPath);
}
