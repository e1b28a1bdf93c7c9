using System.CommandLine;
using Allocation.Cli.Completion;
using Allocation.Cli.Output;
using Allocation.Core.Ledger;
using Allocation.Core.ResourcePools;

namespace Allocation.Cli.Resources;

/// <summary><c>resource list</c></summary>
internal sealed class ResourceListCommand : StoreCommand
{
    private readonly Option<string?> _pool = new("--pool") { Description = "Only this pool; may have wildcards.", HelpName = "NAME" };
    private readonly Option<ResourceState[]> _states =
        Choice.Several<ResourceState>("--state", "Only this state; may be repeated (default: all but ended).");
    private readonly Option<string[]> _tags = new("--tag")
    {
        Description = "Only those that have this tag; may be repeated.",
        HelpName = "TAG",
    };
    private readonly Option<bool> _unused = new("--unused") { Description = "Only those that are up and not held." };
    private readonly Option<bool> _up = new("--up") { Description = "Only those that are up; short for --state up." };
    private readonly Option<bool> _ended = new("--ended") { Description = "Including ended ones." };
    private readonly BareOptions<PoolResource> _bare;

    /// <summary>Declares it.</summary>
    public ResourceListCommand()
        : base("list", "Lists resources of resource pools.")
    {
        _pool.Completed(StoreWords.ResourcePools);
        _tags.Completed(StoreWords.Tags);
        foreach (var option in new Option[] { _pool, _states, _tags, _unused, _up, _ended }) Add(option);
        _bare = BareOptions<PoolResource>.ById(this, r => LedgerText.Of(r.Id), r => r.Name);
    }

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        var parse = run.Arguments;
        var filter = new ResourceFilter
        {
            Pool = parse.GetValue(_pool),
            States = parse.GetValue(_up) ? [ResourceState.Up] : parse.GetValue(_states) ?? [],
            Tag = parse.GetValue(_tags) ?? [],
            Unused = parse.GetValue(_unused),
            Ended = parse.GetValue(_ended),
        };
        using var results = _bare.List(run, ResourceColumns.All);
        results.AddAll(run.System.Resources.Query(filter, run.Cancellation));
        return ExitCodes.Ok;
    }
}
