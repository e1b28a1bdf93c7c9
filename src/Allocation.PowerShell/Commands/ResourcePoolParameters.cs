using System.Management.Automation;
using Allocation.Core.Hooks;
using Allocation.Core.ResourcePools;

namespace Allocation.PowerShell.Commands;

/// <summary>What was given of the settings of a resource pool; everything else stays as it was.</summary>
internal sealed class ResourcePoolParameters(Dictionary<string, object> given, PoolSettingsCmdlet from, string[]? newCommand, string[]? deleteCommand)
{
    public ResourcePoolSettings Apply(ResourcePoolSettings old) => old with
    {
        Max = Or(nameof(from.Max), from.Max, old.Max),
        MaxStarting = Or(nameof(from.MaxStarting), from.MaxStarting, old.MaxStarting),
        MaxPrealloc = Or(nameof(from.MaxPrealloc), from.MaxPrealloc, old.MaxPrealloc),
        StartDelay = Or(nameof(from.StartDelay), from.StartDelay, old.StartDelay),
        New = Or("NewCommand", Command(newCommand), old.New),
        Delete = Or("DeleteCommand", Command(deleteCommand), old.Delete),
        Livecheck = Or(nameof(from.LivecheckCommand), Command(from.LivecheckCommand), old.Livecheck),
        Release = Or(nameof(from.ReleaseCommand), Command(from.ReleaseCommand), old.Release),
        List = Or(nameof(from.ListCommand), Command(from.ListCommand), old.List),
        LivecheckPeriod = Or(nameof(from.LivecheckPeriod), from.LivecheckPeriod, old.LivecheckPeriod),
        LivecheckAttempts = Or(nameof(from.LivecheckAttempts), from.LivecheckAttempts, old.LivecheckAttempts),
        Tags = Prioritised(given.ContainsKey(nameof(from.Tag)) ? [.. from.Tag.Select(t => new PoolTag(t))] : old.Tags),
        TagsOnDemand = Prioritised(given.ContainsKey(nameof(from.TagOnDemand)) ? [.. from.TagOnDemand.Select(t => new PoolTag(t))] : old.TagsOnDemand),
        ReuseOpportunityTime = Or(nameof(from.ReuseOpportunityTime), from.ReuseOpportunityTime, old.ReuseOpportunityTime),
        ReuseMaxCount = Or(nameof(from.ReuseMaxCount), from.ReuseMaxCount, old.ReuseMaxCount),
        ReuseMaxTime = Or(nameof(from.ReuseMaxTime), from.ReuseMaxTime, old.ReuseMaxTime),
        NamedCounters = Or<IReadOnlyList<string>>(nameof(from.NamedCounter), from.NamedCounter, old.NamedCounters),
        NamePattern = Or(nameof(from.NamePattern), from.NamePattern, old.NamePattern),
        Description = Or(nameof(from.Description), from.Description, old.Description),
        NewTimeout = Or(nameof(from.NewTimeout), from.NewTimeout, old.NewTimeout),
        DeleteTimeout = Or(nameof(from.DeleteTimeout), from.DeleteTimeout, old.DeleteTimeout),
        LivecheckTimeout = Or(nameof(from.LivecheckTimeout), from.LivecheckTimeout, old.LivecheckTimeout),
        ReleaseTimeout = Or(nameof(from.ReleaseTimeout), from.ReleaseTimeout, old.ReleaseTimeout),
        ListTimeout = Or(nameof(from.ListTimeout), from.ListTimeout, old.ListTimeout),
        OutputLimit = Or(nameof(from.OutputLimit), from.OutputLimit, old.OutputLimit),
        PassEnvironment = Or<IReadOnlyList<string>>(nameof(from.PassEnvironment), from.PassEnvironment, old.PassEnvironment),
        DeleteFailedStart = Or(nameof(from.KeepFailedStart), !from.KeepFailedStart, old.DeleteFailedStart),
    };

    private T Or<T>(string parameter, T value, T old) => given.ContainsKey(parameter) ? value : old;

    // One text is a line for the shell, as resalloc's are; several are a program and its arguments, which no shell reads.
    private static HookCommand? Command(string[]? words) => words switch
    {
        null or [] => null,
        [var line] => HookCommand.Shell(line),
        _ => HookCommand.Direct(words),
    };

    private IReadOnlyList<PoolTag> Prioritised(IReadOnlyList<PoolTag> tags) =>
        tags.Select(tag => from.TagPriority[tag.Name] is { } priority ? tag with { Priority = LanguagePrimitives.ConvertTo<int>(priority) } : tag).ToArray();
}
