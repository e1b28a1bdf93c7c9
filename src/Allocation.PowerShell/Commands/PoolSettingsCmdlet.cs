using System.Collections;
using System.Management.Automation;
using Allocation.Core.Errors;
using Allocation.Core.Pools;
using Allocation.Core.ResourcePools;
using Allocation.PowerShell.Binding;
using Allocation.PowerShell.Completion;

namespace Allocation.PowerShell.Commands;

/// <summary>The settings that a pool of either kind can be made with and changed to.</summary>
public abstract class PoolSettingsCmdlet : AllocationCmdlet
{
    /// <summary>The parameter set of number pools.</summary>
    protected const string OfNumbers = "Numbers";

    /// <summary>The parameter set of resource pools.</summary>
    protected const string OfResources = "Resources";

    /// <summary>What the pool gives, with both ends: 100-199, or several such ranges; instead of -From and -To.</summary>
    [Parameter(ParameterSetName = OfNumbers, ValueFromPipelineByPropertyName = true)]
    [Exclusions]
    public string[]? Range { get; set; }

    /// <summary>Allows that another pool gives the same addresses.</summary>
    [Parameter(ParameterSetName = OfNumbers)]
    public SwitchParameter AllowOverlap { get; set; }

    /// <summary>Numbers never to give: 150, or 170-180 with both ends included.</summary>
    [Parameter(ParameterSetName = OfNumbers, ValueFromPipelineByPropertyName = true)]
    [Alias("Excluded")]
    [Exclusions]
    [AllowEmptyCollection, AllowEmptyString]
    public string[]? Exclude { get; set; }

    /// <summary>Which free number is next: the lowest, a random one, or the least recently used.</summary>
    [Parameter(ParameterSetName = OfNumbers, ValueFromPipelineByPropertyName = true)]
    [EmptyIsAbsent]
    [Choice(typeof(PoolStrategy))]
    public PoolStrategy? Strategy { get; set; }

    /// <summary>How long a number stays out of use after it was given back, such as 00:10:00.</summary>
    [Parameter(ParameterSetName = OfNumbers, ValueFromPipelineByPropertyName = true)]
    [Duration]
    public TimeSpan? ReuseDelay { get; set; }

    /// <summary>From how many percent on whoever takes from the pool is warned; 0 for never.</summary>
    [Parameter(ParameterSetName = OfNumbers, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = OfResources)]
    [WholeNumber]
    [PoolSetting("warn_at")]
    public long? WarnAt { get; set; }

    /// <summary>Whose it is: a person, a team, a customer.</summary>
    [Parameter(ParameterSetName = OfNumbers, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    [Note]
    [ArgumentCompleter(typeof(NoteOwnerCompleter))]
    public string? Owner { get; set; }

    /// <summary>How many resources there may be, whatever they do.</summary>
    [Parameter(ParameterSetName = OfResources)]
    [NeedsValue]
    [PoolSetting("max")]
    public int Max { get; set; }

    /// <summary>How many may start at the same time.</summary>
    [Parameter(ParameterSetName = OfResources)]
    [NeedsValue]
    [PoolSetting("max_starting")]
    public int MaxStarting { get; set; }

    /// <summary>How many free or starting ones to keep ahead of demand.</summary>
    [Parameter(ParameterSetName = OfResources)]
    [NeedsValue]
    [PoolSetting("max_prealloc")]
    public int MaxPrealloc { get; set; }

    /// <summary>The shortest time between two starts, such as 00:00:30.</summary>
    [Parameter(ParameterSetName = OfResources)]
    [Duration]
    [PoolSetting("start_delay")]
    public TimeSpan StartDelay { get; set; }

    /// <summary>The tags: of a pool of numbers those that people find it by, each key or key=value; of a resource pool those of its
    /// resources, which tickets ask for.</summary>
    [Parameter(ParameterSetName = OfNumbers, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = OfResources)]
    [AllowEmptyString, AllowEmptyCollection]
    [Alias("Tags")]
    [Tags]
    [ArgumentCompleter(typeof(NoteTagCompleter))]
    [PoolSetting("tags")]
    public string[]? Tag { get; set; }

    /// <summary>Tags whose resources are started only when a ticket asks for one.</summary>
    [Parameter(ParameterSetName = OfResources)]
    [PoolSetting("tags_on_demand")]
    [AllowEmptyCollection]
    public string[] TagOnDemand { get; set; } = [];

    /// <summary>Priorities of tags, such as @{ fast = 10 }; 0 for the others.</summary>
    [Parameter(ParameterSetName = OfResources)]
    public Hashtable TagPriority { get; set; } = [];

    /// <summary>Checks a resource that is up: a line for the shell, or a program and its arguments.</summary>
    [Parameter(ParameterSetName = OfResources)]
    [PoolSetting("cmd_livecheck")]
    [AllowEmptyCollection]
    public string[]? LivecheckCommand { get; set; }

    /// <summary>Cleans a resource after its ticket.</summary>
    [Parameter(ParameterSetName = OfResources)]
    [PoolSetting("cmd_release")]
    [AllowEmptyCollection]
    public string[]? ReleaseCommand { get; set; }

    /// <summary>Prints the names of everything that exists.</summary>
    [Parameter(ParameterSetName = OfResources)]
    [PoolSetting("cmd_list")]
    [AllowEmptyCollection]
    public string[]? ListCommand { get; set; }

    /// <summary>The time between two checks.</summary>
    [Parameter(ParameterSetName = OfResources)]
    [Duration]
    [PoolSetting("livecheck_period")]
    public TimeSpan LivecheckPeriod { get; set; }

    /// <summary>How many checks in a row have to fail before a resource is deleted.</summary>
    [Parameter(ParameterSetName = OfResources)]
    [NeedsValue]
    [PoolSetting("livecheck_attempts")]
    public int LivecheckAttempts { get; set; }

    /// <summary>How long a released resource waits for another ticket of its sandbox.</summary>
    [Parameter(ParameterSetName = OfResources)]
    [Duration]
    [PoolSetting("reuse_opportunity_time")]
    public TimeSpan ReuseOpportunityTime { get; set; }

    /// <summary>How many releases a resource survives.</summary>
    [Parameter(ParameterSetName = OfResources)]
    [NeedsValue]
    [PoolSetting("reuse_max_count")]
    public int ReuseMaxCount { get; set; }

    /// <summary>How long after its first ticket a resource may be given again.</summary>
    [Parameter(ParameterSetName = OfResources)]
    [Duration]
    [PoolSetting("reuse_max_time")]
    public TimeSpan ReuseMaxTime { get; set; }

    /// <summary>
    /// Names of counters: every resource gets, as RESALLOC_NAMED_COUNTER_name, the lowest value that no other resource of any pool has.
    /// </summary>
    [Parameter(ParameterSetName = OfResources)]
    [PoolSetting("named_counters")]
    [AllowEmptyCollection]
    public string[] NamedCounter { get; set; } = [];

    /// <summary>How resources are named: {pool_name}, {id}, {datetime}.</summary>
    [Parameter(ParameterSetName = OfResources)]
    [PoolSetting("name_pattern")]
    public string NamePattern { get; set; } = "";

    /// <summary>What it is for.</summary>
    [Parameter(ParameterSetName = OfNumbers, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = OfResources)]
    [AllowEmptyString]
    [Note]
    [PoolSetting("description")]
    public string? Description { get; set; }

    /// <summary>For how long the command that makes a resource may run.</summary>
    [Parameter(ParameterSetName = OfResources)]
    [Duration]
    [PoolSetting("new_timeout")]
    public TimeSpan NewTimeout { get; set; }

    /// <summary>For how long the command that deletes a resource may run.</summary>
    [Parameter(ParameterSetName = OfResources)]
    [Duration]
    [PoolSetting("delete_timeout")]
    public TimeSpan DeleteTimeout { get; set; }

    /// <summary>For how long a check may run.</summary>
    [Parameter(ParameterSetName = OfResources)]
    [Duration]
    [PoolSetting("livecheck_timeout")]
    public TimeSpan LivecheckTimeout { get; set; }

    /// <summary>For how long cleaning may take.</summary>
    [Parameter(ParameterSetName = OfResources)]
    [Duration]
    [PoolSetting("release_timeout")]
    public TimeSpan ReleaseTimeout { get; set; }

    /// <summary>For how long listing may take.</summary>
    [Parameter(ParameterSetName = OfResources)]
    [Duration]
    [PoolSetting("list_timeout")]
    public TimeSpan ListTimeout { get; set; }

    /// <summary>The time between two runs of the command that lists.</summary>
    [Parameter(ParameterSetName = OfResources)]
    [Duration]
    [PoolSetting("list_period")]
    public TimeSpan ListPeriod { get; set; }

    /// <summary>How many bytes of what the command that makes a resource prints are kept as its data.</summary>
    [Parameter(ParameterSetName = OfResources)]
    [NeedsValue]
    [PoolSetting("output_limit")]
    public int OutputLimit { get; set; }

    /// <summary>Variables that hooks inherit although they hold secrets of the manager, such as PGPASSWORD.</summary>
    [Parameter(ParameterSetName = OfResources)]
    [PoolSetting("pass_environment")]
    [AllowEmptyCollection]
    public string[] PassEnvironment { get; set; } = [];

    /// <summary>Does not run the command that deletes for what a failed start may have left.</summary>
    [Parameter(ParameterSetName = OfResources)]
    [PoolSetting("delete_failed_start", IsOpposite = true)]
    public SwitchParameter KeepFailedStart { get; set; }

    private NoteParameters? _notes;
    private Dictionary<string, object> _typed = [];

    private protected PoolChange Settings(string name, long? from, long? to) => new()
    {
        From = from,
        To = to,
        Ranges = Texts(Range),
        Exclude = Excluded(),
        AllowOverlap = AllowOverlap,
        Strategy = Strategy,
        ReuseDelay = ReuseDelay,
        WarnAt = WarnAt,
        Notes = _notes!.Read(Description, Owner, Tag, mistake => new InvalidPoolException(name, $"Pool '{name}' is not valid: {mistake}")),
    };

    /// <summary>Texts of a parameter; none for an empty cell of a row.</summary>
    private protected static string[] Texts(string[]? texts) => texts is null || texts.All(string.IsNullOrWhiteSpace) ? [] : texts;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _notes = new NoteParameters(MyInvocation);
        _typed = new(MyInvocation.BoundParameters, StringComparer.OrdinalIgnoreCase);
    }

    // An empty cell of a row means none; an empty variable of a script must not free what is reserved.
    private string[]? Excluded()
    {
        if (Exclude is { Length: > 0 } && Exclude.Any(string.IsNullOrWhiteSpace) && !MyInvocation.ExpectingInput)
            throw new InvalidPoolException(null, "-Exclude must not be empty; -Exclude @() excludes none.");
        return Exclude?.Where(text => !string.IsNullOrWhiteSpace(text)).ToArray();
    }

    /// <summary>The settings of a resource pool with everything that was given put in its place.</summary>
    private protected ResourcePoolSettings Apply(ResourcePoolSettings old) =>
        new ResourcePoolParameters(this, ParameterSetName == OfResources ? MyInvocation.BoundParameters : _typed).Apply(old);

    /// <summary>Whether settings were typed, and all of them are ones that pools of both kinds have: then the parameter set does not say
    /// which kind is meant.</summary>
    private protected bool IsOfEitherKind
    {
        get
        {
            var sets = _typed.Keys.Select(name => MyInvocation.MyCommand.Parameters[name].ParameterSets).ToList();
            return sets.Exists(s => s.ContainsKey(OfNumbers) && s.ContainsKey(OfResources))
                && sets.TrueForAll(s => !s.ContainsKey(OfNumbers) || s.ContainsKey(OfResources));
        }
    }
}
