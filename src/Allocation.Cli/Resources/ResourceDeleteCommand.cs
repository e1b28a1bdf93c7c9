using System.CommandLine;
using Allocation.Cli.Completion;
using Allocation.Core.ResourcePools;

namespace Allocation.Cli.Resources;

/// <summary><c>resource delete</c></summary>
internal sealed class ResourceDeleteCommand : ChangeCommand
{
    private readonly Argument<string[]> _resources = ResourceArgument.ZeroOrMore();
    private readonly Option<bool> _unused = new("--unused") { Description = "All that are up and not held." };
    private readonly Option<string?> _pool = new("--pool")
    {
        Description = "With --unused: only this pool; may have wildcards.",
        HelpName = "NAME",
    };
    private readonly Option<bool> _force = new("--force") { Description = "Including those that an open ticket holds; the ticket fails." };

    /// <summary>Declares it.</summary>
    public ResourceDeleteCommand()
        : base("delete", "Deletes resources, whatever their state.")
    {
        Add(_resources);
        _pool.Completed(StoreWords.ResourcePools);
        foreach (var option in new Option[] { _unused, _pool, _force }) Add(option);
        Validators.Add(result =>
        {
            var named = result.GetValue(_resources) is { Length: > 0 };
            if (named == result.GetValue(_unused)) result.AddError("Give ids or names of resources, or --unused.");
        });
    }

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        var resources = run.System.Resources;
        var names = run.Arguments.GetValue(_unused)
            ? [.. resources.Query(new ResourceFilter { Pool = run.Arguments.GetValue(_pool), Unused = true }, run.Cancellation)
                .Select(r => Core.Ledger.LedgerText.Of(r.Id))]
            : run.Arguments.GetValue(_resources) ?? [];
        return run.ForEach(names, name => resources.Remove(name, run.Arguments.GetValue(_force), run.Cancellation));
    }
}
