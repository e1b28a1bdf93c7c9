using System.CommandLine;
using Allocation.Cli.Output;
using Allocation.Core.Ledger;

namespace Allocation.Cli.Ledger;

/// <summary><c>list</c></summary>
internal sealed class ListCommand : StoreCommand
{
    private const string Blazar = "blazar";

    private readonly LedgerFilters _filters;
    private readonly Option<bool> _byResource = new("--by-resource")
    {
        Description = "One line for each resource with its reservations, including unused resources.",
    };
    private readonly Option<string?> _format = Choice.Of("--format",
        "The shape of OpenStack Blazar's allocation API, by resource; with --pool and --resource-id that of one host.", [Blazar]);
    private readonly Option<bool> _quiet = new("--quiet", "-q", "--names")
    {
        Description = "Only the ids of what is held, such as 100, one a line, without a heading.",
    };

    /// <summary>Declares it.</summary>
    public ListCommand()
        : base("list", "Lists allocations: what is held, by whom, and the history.")
    {
        _filters = new LedgerFilters(this);
        Add(_byResource);
        Add(_format);
        Add(_quiet);
        Validators.Add(result =>
        {
            if (result.GetValue(_quiet) && (result.GetValue(GlobalOptions.Json) || result.GetResult(_format) is not null))
                result.AddError("--quiet must not be combined with --json or --format.");
        });
    }

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        var ledger = run.System.Ledger;
        var query = ledger.Accept(_filters.Read(run.Arguments.CommandResult), run.Cancellation);

        if (run.Arguments.GetValue(_format) is Blazar)
        {
            WriteBlazar(query, ledger.ByResource(query, run.Cancellation));
        }
        else if (run.Arguments.GetValue(_byResource))
        {
            using var results = List(run, ResourceUseColumns.All, r => r.ResourceId);
            results.AddAll(ledger.ByResource(query, run.Cancellation));
        }
        else
        {
            using var results = List(run, AllocationColumns.All, a => a.ResourceId);
            results.AddAll(ledger.Query(query, run.Cancellation));
        }

        return ExitCodes.Ok;
    }

    private ResultList<T> List<T>(CommandRun run, IReadOnlyList<Column<T>> columns, Func<T, string> id) =>
        run.Arguments.GetValue(_quiet) ? run.Results.Bare(id) : run.Results.List(columns);

    // One resource of one pool is what Blazar calls "get"; the same number may be in several pools.
    private static void WriteBlazar(AllocationQuery query, IEnumerable<ResourceUse> resources)
    {
        using var output = Console.OpenStandardOutput();
        if (query is { Pool: not null, ResourceId: not null }) BlazarFormat.Write(output, resources.First());
        else BlazarFormat.Write(output, resources);
        output.WriteByte((byte)'\n');
    }
}
