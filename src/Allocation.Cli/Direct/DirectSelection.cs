using System.CommandLine;
using Allocation.Cli.Completion;
using Allocation.Core.Direct;
using Allocation.Core.Pools;

namespace Allocation.Cli.Direct;

/// <summary>The words that say which numbers are meant that were taken directly: names with wildcards, or reservation ids.</summary>
internal sealed class DirectSelection
{
    private readonly Argument<string[]> _names = new ChoosingArgument("name")
    {
        Description =
            "The names that hold the numbers, with wildcards (* any text, ? one character, [a-f] one of these, ` before one that is " +
            "meant literally).",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> _pool = new("--pool") { Description = "Only numbers of this pool.", HelpName = "NAME" };
    private readonly Option<string[]> _ids = new("--reservation-id")
    {
        Description = "The number with this reservation id, which the last column of 'list' shows, instead of names; again for each " +
            "further one.",
        HelpName = "ID",
    };

    /// <summary>Puts them on a command.</summary>
    public DirectSelection(Command command)
    {
        command.Add(_names.Completed(StoreWords.DirectNames));
        command.Add(_pool.Completed(StoreWords.NumberPools));
        command.Add(_ids.Completed(StoreWords.DirectIds));
        command.Validators.Add(result =>
        {
            var hasNames = result.GetResult(_names) is { Tokens.Count: > 0 };
            var hasIds = result.GetResult(_ids) is not null;
            if (hasNames == hasIds) result.AddError("Say which numbers: either names, or --reservation-id.");
            if (hasIds && result.GetResult(_pool) is not null)
                result.AddError("--pool goes with names: a reservation id means one number of one pool.");
        });
    }

    /// <summary>The reservation ids; none when names are given.</summary>
    public IReadOnlyList<string> Ids(ParseResult parse) => parse.GetValue(_ids) ?? [];

    /// <summary>The names and patterns; none when reservation ids are given.</summary>
    public IReadOnlyList<string> Names(ParseResult parse) => parse.GetValue(_names) ?? [];

    /// <summary>What a name means.</summary>
    public IReadOnlyList<DirectLease> Find(CommandRun run, NamePattern names) =>
        run.System.Direct.Find(names, run.Arguments.GetValue(_pool), run.Cancellation);
}
