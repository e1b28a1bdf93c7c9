using System.CommandLine;
using Allocation.Cli.Completion;
using Allocation.Cli.Output;
using Allocation.Core.Pools;

namespace Allocation.Cli.Pools;

/// <summary><c>pool free</c></summary>
internal sealed class PoolFreeCommand : StoreCommand
{
    private readonly Argument<string[]> _names = NameArgument.OneOrMore();
    private readonly Option<long?> _first = NumberOption.Count("--first", "How many of the next numbers to show (default: 1).");

    private static readonly IReadOnlyList<Column<FreeResource>> s_columns =
    [
        Column<FreeResource>.Key("Pool", r => r.Pool),
        Column<FreeResource>.Words("Next", r => r.Next.Count > 0 ? string.Join(' ', r.ResourceId) : "-") with { HasWholeWords = true },
        Column<FreeResource>.Number("Free", r => r.Free),
        Column<FreeResource>.Words("FreeRanges", r => r.FreeRanges.ToString()),
        new("IsPreview", r => r.IsPreview ? "preview" : "") { Rank = ColumnRank.Spare },
    ];

    /// <summary>Declares it.</summary>
    public PoolFreeCommand()
        : base("free",
            "Shows what is free in pools of numbers and what would come next. It is a preview: nothing is taken, and others may take " +
            "it meanwhile.")
    {
        Add(_names.Completed(StoreWords.NumberPools));
        Add(_first);
        Validators.Add(result =>
        {
            if (result.ValueOrDefault(_first) > FreeResource.Most) result.AddError($"--first is at most {FreeResource.Most}.");
        });
    }

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        var names = run.Arguments.GetRequiredValue(_names);
        var count = (int)(run.Arguments.GetValue(_first) ?? 1);
        using var results = run.Results.List(s_columns, NameArgument.MeansOne(names));
        return run.ForEach(names, name => results.AddAll(run.System.Pools.Foresee(new NamePattern(name), count, run.Cancellation)));
    }
}
