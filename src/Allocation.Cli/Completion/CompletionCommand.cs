using System.CommandLine;

namespace Allocation.Cli.Completion;

/// <summary><c>completion</c></summary>
internal sealed class CompletionCommand : StoreCommand
{
    private static readonly string[] s_shells = ["bash", "zsh", "fish", "powershell"];

    private readonly Argument<string> _shell = new("shell")
    {
        Description = string.Join(", ", s_shells[..^1]) + $" or {s_shells[^1]}.",
        HelpName = string.Join('|', s_shells),
    };

    /// <summary>Declares it.</summary>
    public CompletionCommand()
        : base("completion", "Writes the script with which a shell completes the commands, options and names of this program.")
    {
        Add(_shell);
        _shell.CompletionSources.Add(s_shells);
        _shell.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var shell }] && !s_shells.Contains(shell))
                result.AddError($"The shell must be one of {string.Join(", ", s_shells)}, not '{shell}'.");
        });
        Validators.Add(result =>
        {
            if (result.GetResult(GlobalOptions.Store) is { Implicit: false })
                result.AddError("completion must not be combined with --store: the script takes the store of the line that it completes.");
            if (result.GetValue(GlobalOptions.Json)) result.AddError("completion must not be combined with --json: it writes a script.");
        });
    }

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        var script = $"completion.{run.Arguments.GetRequiredValue(_shell)}";
        using var reader = new StreamReader(typeof(CompletionCommand).Assembly.GetManifestResourceStream(script)!);
        run.Results.Line(reader.ReadToEnd().TrimEnd());
        return ExitCodes.Ok;
    }
}
