using System.CommandLine;
using Allocation.Cli.Completion;
using Allocation.Cli.Ledger;
using Allocation.Core.Direct;
using Allocation.Core.Errors;
using Allocation.Core.Ledger;

namespace Allocation.Cli.Direct;

/// <summary><c>take</c></summary>
internal sealed class TakeCommand : ChangeCommand
{
    private readonly Argument<string[]> _pools = new("pool")
    {
        Description = "The pools; of each, every name takes its numbers.",
        Arity = ArgumentArity.OneOrMore,
    };
    private readonly Option<string[]> _names = new("--name")
    {
        Description = "The name under which the numbers are held; again for each further one.",
        HelpName = "NAME",
        Required = true,
    };
    private readonly Option<string[]> _numbers = new("--resource-id")
    {
        Description = "Exactly these, as the pool writes them: 150, or 150,152, or 150-159, or 10.20.0.7.",
        HelpName = "NUMBERS",
    };
    private readonly Option<long?> _count = NumberOption.Of("--count", "How many numbers (default: 1).");
    private readonly Option<bool> _contiguous = new("--contiguous") { Description = "Only consecutive numbers." };
    private readonly Option<bool> _ifNotExists = new("--if-not-exists")
    {
        Description = "Show what the name holds in the pool already, instead of an error.",
    };
    private readonly Option<bool> _atomic = new("--atomic") { Description = "All of it or nothing." };
    private readonly Option<string?> _requestId = new("--request-id")
    {
        Description = "Your id of this request: the same again gives the same numbers and takes nothing.",
        HelpName = "ID",
    };
    private readonly Option<DateTimeOffset?> _startDate =
        TimeOption.At("--start-date", "From when the numbers are used (default: now). They are held from now on in any case.");
    private readonly Option<DateTimeOffset?> _endDate =
        TimeOption.At("--end-date", "When the numbers are given back (default: never).");
    private readonly Option<TimeSpan?> _lifetime = TimeOption.Long("--lifetime", "How long after their begin the numbers are given back");

    private readonly NoteOptions _notes;

    /// <summary>Declares it.</summary>
    public TakeCommand()
        : base("take", "Takes numbers of a pool directly, under a name, without a service.")
    {
        Add(_pools.Completed(StoreWords.NumberPools));
        foreach (var option in new Option[] { _names, _numbers, _count, _contiguous, _ifNotExists, _atomic, _requestId,
            _startDate, _endDate, _lifetime })
        {
            Add(option);
        }
        _notes = new NoteOptions(this);
        Validators.Add(result =>
        {
            if (result.GetResult(_requestId) is null || result.GetValue(_atomic)) return;
            if (result.GetResult(_pools) is { Tokens.Count: > 1 } || result.GetResult(_names) is { Tokens.Count: > 1 })
                result.AddError("A request id identifies one request: several pools or names need --atomic with --request-id.");
        });
    }

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        var parse = run.Arguments;
        var requests = parse.GetRequiredValue(_pools)
            .SelectMany(pool => parse.GetRequiredValue(_names).Select(name => Read(parse, pool, name))).ToList();
        using var results = run.Results.List(AllocationColumns.All, single: requests is [{ IsOfOne: true }]);
        var requestId = parse.GetValue(_requestId);
        var batches = parse.GetValue(_atomic) ? [requests] : requests.ConvertAll(request => new List<DirectRequest> { request });
        var code = ExitCodes.Ok;
        foreach (var batch in batches)
        {
            var refused = run.ForEach(Take(run, batch, requestId, results.Add), refusal => throw refusal);
            if (code == ExitCodes.Ok) code = refused;
        }

        return code;
    }

    // The errors of what could not be taken.
    private static IReadOnlyList<AllocationException> Take(CommandRun run, IReadOnlyList<DirectRequest> batch, string? requestId,
        Action<AllocationRecord> show)
    {
        var outcome = run.System.Direct.TakeAll(batch, requestId, run.Cancellation);
        foreach (var line in outcome.Taken) show(line);
        return [.. outcome.Refusals.Select(refusal => refusal.Error)];
    }

    private DirectRequest Read(ParseResult parse, string pool, string name) => new(pool, name)
    {
        ResourceIds = parse.GetValue(_numbers) ?? [],
        Count = parse.GetValue(_count),
        Contiguous = parse.GetValue(_contiguous),
        IfNotExists = parse.GetValue(_ifNotExists),
        Notes = _notes.ReadNew(parse, mistake => new InvalidAllocationException(name, mistake)),
        Term = new LeaseTerm(parse.GetValue(_startDate), parse.GetValue(_endDate), parse.GetValue(_lifetime)),
    };
}
