using System.CommandLine;
using System.CommandLine.Parsing;
using Allocation.Cli.Completion;
using Allocation.Core.Errors;
using Allocation.Core.Pools;
using Allocation.Core.Pools.Notations;

namespace Allocation.Cli.Pools;

/// <summary>The options that say what a pool is like; the same for a new pool and for a change.</summary>
internal sealed class PoolSettings
{
    private readonly Option<long?> _from = NumberOption.Of("--from", "The first number.");
    private readonly Option<long?> _to = NumberOption.Of("--to", "The number after the last one: 100 to 200 gives 100 up to 199.");
    private readonly Option<PoolStrategy?> _strategy = Choice.Of<PoolStrategy>("--strategy", "Which free number is next.");
    private readonly Option<string[]> _exclude = new("--exclude")
    {
        Description = "Numbers never to allocate, such as 150,160-170 (both ends included), or 'none'. Replaces the previous ones.",
        HelpName = "NUMBERS",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<string[]> _addExclude =
        Texts("--add-exclude", "Numbers never to allocate, besides the previous ones.", "NUMBERS");
    private readonly Option<string[]> _removeExclude =
        Texts("--remove-exclude", "Excluded numbers to allocate again.", "NUMBERS");
    private readonly Option<string[]> _range =
        Texts("--range", "The numbers, such as 100-199,300-399 (both ends included), instead of --from and --to.", "NUMBERS");
    private readonly Option<string?> _network = new("--network")
    {
        Description = "The network whose addresses or subnets the pool gives, such as 10.20.0.0/24 or 2001:db8::/64.",
        HelpName = "NETWORK",
    };
    private readonly Option<long?> _prefixLength =
        NumberOption.Of("--prefix-length", "How long the prefix of each subnet of --network is.");
    private readonly Option<string?> _parent = new("--parent-allocation")
    {
        Description = "The reservation id of the subnet whose addresses the pool gives.",
        HelpName = "RESERVATION",
    };
    private readonly Option<string?> _macPrefix = new("--mac-prefix")
    {
        Description = "What the MAC addresses begin with that the pool gives, such as 52:54:00.",
        HelpName = "PREFIX",
    };
    private readonly Option<string?> _pattern = new("--pattern")
    {
        Description = "The pattern of the texts that the pool gives, such as 'web-{0:000}'.",
        HelpName = "PATTERN",
    };
    private readonly Option<bool> _allowOverlap = new("--allow-overlap")
    {
        Description = "Allows that another pool gives the same addresses.",
    };

    private readonly Option<bool> _allowHeld = new("--allow-held")
    {
        Description = "Excludes also what is held: it stays held until it is given back.",
    };

    private readonly Option<TimeSpan?> _reuseDelay =
        TimeOption.Long("--reuse-delay", "How long a number stays out of use after it was given back");

    private readonly Option<long?> _warnAt =
        NumberOption.Of("--warn-at", "From how many percent on whoever takes from the pool is warned; 0 for never.");

    private readonly NoteOptions _notes;

    /// <summary>Puts the options on a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="isNew">Whether it makes a pool, and must be told what the pool gives.</param>
    public PoolSettings(Command command, bool isNew)
    {
        foreach (var option in new Option[] { _from, _to, _range }) command.Add(option);
        var kinds = new Option[] { _network, _prefixLength, _parent.Completed(StoreWords.ReservationIds), _macPrefix, _pattern };
        if (isNew) foreach (var option in kinds) command.Add(option);
        command.Add(_exclude);
        if (!isNew) foreach (var option in new Option[] { _addExclude, _removeExclude, _allowHeld }) command.Add(option);
        foreach (var option in new Option[] { _allowOverlap, _strategy, _reuseDelay, _warnAt }) command.Add(option);
        _notes = new NoteOptions(command, ofChange: !isNew);
        if (isNew) command.Validators.Add(RequireSpace);
    }

    /// <summary>What was typed; what was not stays null.</summary>
    /// <param name="parse">The words.</param>
    /// <param name="pool">The name of the pool, for messages.</param>
    /// <exception cref="InvalidPoolException">The network is none.</exception>
    public PoolChange Read(ParseResult parse, string pool) => new()
    {
        From = parse.GetValue(_from),
        To = parse.GetValue(_to),
        Ranges = parse.GetResult(_range) is null ? [] : parse.GetRequiredValue(_range),
        Notation = new NotationChoice(Given(parse, _network), Number(parse), Given(parse, _macPrefix), Given(parse, _pattern),
            Given(parse, _parent)).Read(pool),
        ParentAllocation = Given(parse, _parent),
        Exclude = parse.GetResult(_exclude) is null ? null : ExclusionText.Of(parse.GetRequiredValue(_exclude)),
        AddExclude = parse.GetResult(_addExclude) is null ? [] : parse.GetRequiredValue(_addExclude),
        RemoveExclude = parse.GetResult(_removeExclude) is null ? [] : parse.GetRequiredValue(_removeExclude),
        AllowOverlap = parse.GetResult(_allowOverlap) is not null && parse.GetValue(_allowOverlap),
        AllowHeld = parse.GetResult(_allowHeld) is not null && parse.GetValue(_allowHeld),
        Strategy = parse.GetValue(_strategy),
        ReuseDelay = parse.GetValue(_reuseDelay),
        WarnAt = parse.GetValue(_warnAt),
        Notes = _notes.Read(parse, mistake => new InvalidPoolException(pool, $"Pool '{pool}' is not valid: {mistake}")),
    };

    private static string? Given(ParseResult parse, Option<string?> option) =>
        parse.GetResult(option) is null ? null : parse.GetValue(option);

    private long? Number(ParseResult parse) => parse.GetResult(_prefixLength) is null ? null : parse.GetValue(_prefixLength);

    // A pattern without digits, and options that go with others, are the core's to refuse.
    private void RequireSpace(CommandResult result)
    {
        var isByNumber = result.GetResult(_from) is not null && result.GetResult(_to) is not null;
        if (!isByNumber && new Option[] { _range, _network, _parent, _macPrefix, _pattern }.All(option => result.GetResult(option) is null))
            result.AddError("Say what the pool gives: --from and --to, or --range, --network, --parent-allocation, --mac-prefix or " +
                "--pattern. Resource pools come from a pools.yaml, with pool import.");
    }

    private static Option<string[]> Texts(string name, string description, string value) => new(name)
    {
        Description = description,
        HelpName = value,
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };
}
