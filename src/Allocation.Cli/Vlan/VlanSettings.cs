using System.CommandLine;
using System.CommandLine.Parsing;
using Allocation.Cli.Completion;
using Allocation.Core.Errors;
using Allocation.Core.Ledger;
using Allocation.Core.Services;

namespace Allocation.Cli.Vlan;

/// <summary>The options that say where the numbers of a new VLAN service come from.</summary>
internal sealed class VlanSettings
{
    private readonly Option<string?> _pool = new("--pool")
    {
        Description = "The pool of both VLAN ids (default: vlan), inventory:NAME, or file:PATH.",
        HelpName = "POOL",
    };
    private readonly Option<string?> _northPool = new("--north-pool")
    {
        Description = "The pool of the north VLAN id, if not that of --pool.",
        HelpName = "POOL",
    };
    private readonly Option<string?> _southPool = new("--south-pool")
    {
        Description = "The pool of the south VLAN id, if not that of --pool.",
        HelpName = "POOL",
    };
    private readonly Option<long?> _northVlanId = NumberOption.Of("--north-vlan-id", "Exactly this north VLAN id.");
    private readonly Option<long?> _southVlanId = NumberOption.Of("--south-vlan-id", "Exactly this south VLAN id.");
    private readonly Option<string?> _poolFile = new("--pool-file")
    {
        Description = $"Take both VLAN ids from this VLAN pool file; else ${VlanSources.PoolFileVariable} when no pool is named.",
        HelpName = "FILE",
    };

    private readonly Option<DateTimeOffset?> _startDate =
        TimeOption.At("--start-date", "When the service begins (default: now). Its VLAN ids are held from now on in any case.");
    private readonly Option<DateTimeOffset?> _endDate = TimeOption.At("--end-date", "When the service ends (default: no end).");
    private readonly Option<TimeSpan?> _lifetime = TimeOption.Long("--lifetime", "How long after its start the service ends");

    private readonly NoteOptions _notes;

    /// <summary>Puts the options on a command.</summary>
    public VlanSettings(Command command)
    {
        foreach (var pool in new[] { _pool, _northPool, _southPool }) pool.Completed(StoreWords.NumberPools);
        foreach (var option in new Option[] { _pool, _northPool, _southPool, _northVlanId, _southVlanId, _poolFile,
            _startDate, _endDate, _lifetime })
        {
            command.Add(option);
        }
        _notes = new NoteOptions(command);
        command.Validators.Add(result =>
        {
            if (Sources(result).MixesFileAndPools)
                result.AddError("--pool-file must not be combined with --pool, --north-pool or --south-pool: both VLAN ids come either " +
                    "from pools or from a pool file.");
        });
    }

    /// <summary>Whether exact numbers are asked for, which only one service can have.</summary>
    public bool NamesNumbers(CommandResult result) =>
        result.GetResult(_northVlanId) is not null || result.GetResult(_southVlanId) is not null;

    /// <summary>The requests of a file, each with its line; for what a row leaves empty the options hold.</summary>
    public IEnumerable<(int Line, Func<VlanServiceRequest> Request)> ReadRows(ParseResult parse, string path, bool keepPartial,
        CancellationToken cancellation) =>
        VlanServiceRows.Read(path, Usual(parse, "", keepPartial), Sources(parse.CommandResult), cancellation).Select(row =>
            (row.Line, (Func<VlanServiceRequest>)(() => row.Request.Sources.ApplyTo(row.Request.Service, Path.GetFullPath))));

    /// <summary>The request for a service of that name.</summary>
    public VlanServiceRequest Read(ParseResult parse, string name, bool keepPartial) =>
        Sources(parse.CommandResult).ApplyTo(Usual(parse, name, keepPartial), Path.GetFullPath);

    private VlanServiceRequest Usual(ParseResult parse, string name, bool keepPartial) => new(name)
    {
        NorthVlanId = parse.GetValue(_northVlanId),
        SouthVlanId = parse.GetValue(_southVlanId),
        Term = new LeaseTerm(parse.GetValue(_startDate), parse.GetValue(_endDate), parse.GetValue(_lifetime)),
        KeepPartial = keepPartial,
        Notes = _notes.ReadNew(parse, mistake => new InvalidServiceException(name, mistake)),
    };

    private VlanSources Sources(CommandResult result) => new()
    {
        Pool = result.ValueOrDefault(_pool),
        NorthPool = result.ValueOrDefault(_northPool),
        SouthPool = result.ValueOrDefault(_southPool),
        PoolFile = result.ValueOrDefault(_poolFile),
    };
}
