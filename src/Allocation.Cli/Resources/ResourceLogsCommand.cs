using System.CommandLine;
using Allocation.Core.Ledger;
using Allocation.Core.ResourcePools;

namespace Allocation.Cli.Resources;

/// <summary><c>resource logs</c></summary>
internal sealed class ResourceLogsCommand : StoreCommand
{
    private readonly Argument<string[]> _resources = ResourceArgument.OneOrMore();
    private readonly Option<bool> _follow = new("--follow")
    {
        Description = "Go on with new lines, of all resources at once, until Ctrl+C.",
    };

    /// <summary>Declares it.</summary>
    public ResourceLogsCommand()
        : base("logs",
            "Writes the output of the hooks of resources that ran on this machine. With several resources, each line begins with the " +
            "resource's id.")
    {
        Add(_resources);
        Add(_follow);
    }

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        var (names, follow) = (run.Arguments.GetRequiredValue(_resources), run.Arguments.GetValue(_follow));
        var found = new List<PoolResource>();
        var code = run.ForEach(names, name => found.Add(run.System.Resources.Get(name, run.Cancellation)));
        if (found.Count == 0) return code;
        foreach (var line in run.System.Resources.ReadLogs(found, follow, run.Cancellation))
        {
            var resource = names.Length == 1 ? "" : $"{LedgerText.Of(line.ResourceId)} ";
            run.Results.ExternalLine($"{resource}{line.Kind}: {line.Text}");
            if (follow) run.Results.Flush();
        }

        return code;
    }
}
