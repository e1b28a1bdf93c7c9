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
        Description = "The pools; of each, every name takes its numbers. With --csv, the pool of rows that name none.",
        Arity = ArgumentArity.ZeroOrMore,
    };
    private readonly Option<string[]> _names = new("--name")
    {
        Description = "The name under which the numbers are held; again for each further one.",
        HelpName = "NAME",
    };
    private readonly Option<string?> _csv = new("--csv")
    {
        Description = "Instead of names: a CSV file with the column Name, and if wanted Pool, ResourceId, Count, StartDate, EndDate, " +
            "Lifetime, Description, Owner, Tags.",
        HelpName = "FILE",
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
        foreach (var option in new Option[] { _names, _csv, _numbers, _count, _contiguous, _ifNotExists, _atomic, _requestId,
            _startDate, _endDate, _lifetime })
        {
            Add(option);
        }
        _notes = new NoteOptions(this);
        Validators.Add(result =>
        {
            var isOfRows = result.GetResult(_csv) is not null;
            var isNamed = result.GetResult(_names) is not null;
            if (isOfRows == isNamed) result.AddError("Say under which name: either --name, or --csv with a file of rows.");
            if (isOfRows && (result.GetResult(_numbers) is not null || result.GetResult(_count) is not null))
                result.AddError("--csv must not be combined with --resource-id or --count: the rows have columns for these.");
            var pools = result.GetResult(_pools)?.Tokens.Count ?? 0;
            if (isNamed && pools == 0) result.AddError("Say from which pool, as in: allocation take vlan --name web.");
            if (isOfRows && pools > 1) result.AddError("--csv takes at most one pool, for rows that name none.");
            if (isOfRows && result.GetResult(_requestId) is not null && !result.GetValue(_atomic))
                result.AddError("A request id identifies one request: --csv needs --atomic with --request-id.");
            if (result.GetResult(_requestId) is null || result.GetValue(_atomic)) return;
            if (result.GetResult(_pools) is { Tokens.Count: > 1 } || result.GetResult(_names) is { Tokens.Count: > 1 })
                result.AddError("A request id identifies one request: several pools or names need --atomic with --request-id.");
        });
    }

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        var parse = run.Arguments;
        var requests = Requests(run);
        using var results = run.Results.List(AllocationColumns.All,
            single: parse.GetResult(_csv) is null && requests is [{ Request.IsOfOne: true }]);
        var requestId = parse.GetValue(_requestId);
        var batches = parse.GetValue(_atomic)
            ? [requests]
            : requests.ConvertAll(request => new List<(int Line, DirectRequest Request)> { request });
        var code = ExitCodes.Ok;
        foreach (var batch in batches)
        {
            var refused = Take(run, batch, requestId, results.Add);
            if (code == ExitCodes.Ok) code = refused;
        }

        return code;
    }

    // Each with its line in the file; 0 without a file.
    private List<(int Line, DirectRequest Request)> Requests(CommandRun run)
    {
        var parse = run.Arguments;
        var pools = parse.GetValue(_pools) ?? [];
        if (parse.GetValue(_csv) is { } file)
            return [.. DirectRows.Read(Path.GetFullPath(file), Read(parse, pools.FirstOrDefault() ?? "", ""), run.Cancellation)];
        return [.. pools.SelectMany(pool => parse.GetRequiredValue(_names).Select(name => (0, Read(parse, pool, name))))];
    }

    private static int Take(CommandRun run, List<(int Line, DirectRequest Request)> batch, string? requestId, Action<AllocationRecord> show)
    {
        IReadOnlyList<BatchRefusal> refusals = [];
        var code = run.Attempt(() =>
        {
            var outcome = run.System.Direct.TakeAll(batch.ConvertAll(row => row.Request), requestId, run.Cancellation);
            foreach (var line in outcome.Taken) show(line);
            refusals = outcome.Refusals;
        });
        foreach (var (place, error) in refusals)
        {
            var refused = place is { } row && batch[row].Line > 0 ? run.Errors.Write(error, batch[row].Line) : run.Errors.Write(error);
            if (code == ExitCodes.Ok) code = refused;
        }

        return code;
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
