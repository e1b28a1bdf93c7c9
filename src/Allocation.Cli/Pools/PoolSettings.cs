using System.CommandLine;
using Allocation.Core.Errors;
using Allocation.Core.Pools;

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

    private readonly Option<TimeSpan?> _reuseDelay =
        TimeOption.Long("--reuse-delay", "How long a number stays out of use after it was given back");

    /// <summary>Puts the options on a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="rangeRequired">Whether the range must be given.</param>
    public PoolSettings(Command command, bool rangeRequired)
    {
        _from.Required = _to.Required = rangeRequired;
        foreach (var option in new Option[] { _from, _to, _exclude, _strategy, _reuseDelay }) command.Add(option);
    }

    /// <summary>What was typed; what was not stays null.</summary>
    /// <exception cref="InvalidPoolException">An exclusion is neither a number nor a range.</exception>
    public PoolChange Read(ParseResult parse) => new()
    {
        From = parse.GetValue(_from),
        To = parse.GetValue(_to),
        Excluded = parse.GetResult(_exclude) is null ? null : ExclusionText.Parse(parse.GetRequiredValue(_exclude)),
        Strategy = parse.GetValue(_strategy),
        ReuseDelay = parse.GetValue(_reuseDelay),
    };
}
