using System.CommandLine;

namespace Allocation.Cli.Resources;

/// <summary><c>resource logs</c></summary>
internal sealed class ResourceLogsCommand : StoreCommand
{
    private readonly Argument<string[]> _resources = ResourceArgument.OneOrMore();
    private readonly Option<bool> _follow = new("--follow") { Description = "Go on with what is written from now on, until Ctrl+C." };

    /// <summary>Declares it.</summary>
    public ResourceLogsCommand()
        : base("logs", "Writes what the hooks of resources wrote, as far as they ran on this machine.")
    {
        Add(_resources);
        Add(_follow);
    }

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        var follow = run.Arguments.GetValue(_follow);
        return run.ForEach(run.Arguments.GetRequiredValue(_resources), name =>
        {
            foreach (var line in run.System.Resources.ReadLogs(name, follow, run.Cancellation))
            {
                run.Results.ExternalLine($"{line.Kind}: {line.Text}");
                if (follow) run.Results.Flush();
            }
        });
    }
}
