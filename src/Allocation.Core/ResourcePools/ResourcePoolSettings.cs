using Allocation.Core.Hooks;

namespace Allocation.Core.ResourcePools;

/// <summary>What an admin says about a resource pool. Names, defaults and meaning of what resalloc has are resalloc's.</summary>
public sealed record ResourcePoolSettings
{
    /// <summary>How many resources that are not ended there may be, whatever they do.</summary>
    public int Max { get; init; } = 4;

    /// <summary>How many may start at the same time.</summary>
    public int MaxStarting { get; init; } = 1;

    /// <summary>How many free or starting ones to keep ahead of demand; no effect with <see cref="TagsOnDemand"/>.</summary>
    public int MaxPrealloc { get; init; } = 2;

    /// <summary>The shortest time between two starts; failed ones count.</summary>
    public TimeSpan StartDelay { get; init; }

    /// <summary>Makes a resource; its standard output becomes the resource's data.</summary>
    public HookCommand? New { get; init; }

    /// <summary>Ends a resource.</summary>
    public HookCommand? Delete { get; init; }

    /// <summary>Checks a resource that is up, taken or not.</summary>
    public HookCommand? Livecheck { get; init; }

    /// <summary>Cleans a resource after its ticket.</summary>
    public HookCommand? Release { get; init; }

    /// <summary>Lists the names of everything that exists, to find what is unknown.</summary>
    public HookCommand? List { get; init; }

    /// <summary>The time between two checks of a resource.</summary>
    public TimeSpan LivecheckPeriod { get; init; } = TimeSpan.FromSeconds(600);

    /// <summary>How many checks in a row have to fail before the resource is deleted.</summary>
    public int LivecheckAttempts { get; init; } = 3;

    /// <summary>The tags of its resources.</summary>
    public IReadOnlyList<PoolTag> Tags { get; init; } = [];

    /// <summary>Tags whose resources are started only when a ticket asks for one.</summary>
    public IReadOnlyList<PoolTag> TagsOnDemand { get; init; } = [];

    /// <summary>How long a released resource waits for another ticket of its sandbox; zero: it is not used again.</summary>
    public TimeSpan ReuseOpportunityTime { get; init; }

    /// <summary>How many releases a resource survives; zero: any number.</summary>
    public int ReuseMaxCount { get; init; }

    /// <summary>How long after its first ticket a resource may be given again; zero: for ever.</summary>
    public TimeSpan ReuseMaxTime { get; init; } = TimeSpan.FromSeconds(3600);

    /// <summary>Names of counters of which every resource gets the lowest value that no other resource of any pool has.</summary>
    public IReadOnlyList<string> NamedCounters { get; init; } = [];

    /// <summary>For people.</summary>
    public string? Description { get; init; }

    /// <summary>How resources are named: <c>{pool_name}</c>, <c>{id}</c> (eight digits), <c>{datetime}</c> (local,
    /// <c>YYYYMMDD_HHMMSS</c>).</summary>
    public string NamePattern { get; init; } = ResourceName.DefaultPattern;

    /// <summary>For how long <see cref="New"/> may run.</summary>
    public TimeSpan NewTimeout { get; init; } = TimeSpan.FromHours(1);

    /// <summary>For how long <see cref="Delete"/> may run.</summary>
    public TimeSpan DeleteTimeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>For how long <see cref="Livecheck"/> may run.</summary>
    public TimeSpan LivecheckTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>For how long <see cref="Release"/> may run.</summary>
    public TimeSpan ReleaseTimeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>For how long <see cref="List"/> may run.</summary>
    public TimeSpan ListTimeout { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>The time between two runs of <see cref="List"/>.</summary>
    public TimeSpan ListPeriod { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How many bytes of the output of <see cref="New"/> are kept as data.</summary>
    public int OutputLimit { get; init; } = 512;

    /// <summary>Whether <see cref="Delete"/> runs for what a failed <see cref="New"/> may have left.</summary>
    public bool DeleteFailedStart { get; init; } = true;

    /// <summary>From which part of its use on whoever gets a resource of it is warned, in percent; zero: never.</summary>
    public int WarnAt { get; init; }

    /// <summary>Variables that hooks inherit although they hold secrets of the manager, such as <c>PGPASSWORD</c>; see
    /// <c>docs/tickets.md</c>.</summary>
    public IReadOnlyList<string> PassEnvironment { get; init; } = [];

    /// <summary>Normal and on-demand tags together: what a resource of the pool carries.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public IEnumerable<PoolTag> AllTags => Tags.Concat(TagsOnDemand);

    /// <summary>Whether its resources carry all of these tags.</summary>
    public bool Covers(IEnumerable<string> tags) => tags.All(tag => AllTags.Any(own => own.Name == tag));

    /// <summary>The sum of the priorities of these tags.</summary>
    public int Score(IEnumerable<string> tags) => AllTags.Where(own => tags.Contains(own.Name)).Sum(own => own.Priority);
}
