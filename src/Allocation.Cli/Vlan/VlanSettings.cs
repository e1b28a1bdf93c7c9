using System.CommandLine;
using Allocation.Core.Definitions;
using Allocation.Core.Inventories;
using Allocation.Core.Inventories.PoolFiles;
using Allocation.Core.Ledger;
using Allocation.Core.Services;

namespace Allocation.Cli.Vlan;

/// <summary>The options that say where the numbers of a new VLAN service come from.</summary>
internal sealed class VlanSettings
{
    /// <summary>The environment variable that names the pool file where no option names a pool or a file.</summary>
    public const string PoolFileVariable = "VLAN_POOL_FILE";

    private readonly Option<string?> _northPool = new("--north-pool") { Description = "The pool of the north VLAN id, 'vlan' without; or inventory:NAME, or file:PATH.", HelpName = "POOL" };
    private readonly Option<string?> _southPool = new("--south-pool") { Description = "The pool of the south VLAN id, 'vlan' without; or inventory:NAME, or file:PATH.", HelpName = "POOL" };
    private readonly Option<long?> _northVlanId = NumberOption.Of("--north-vlan-id", "Exactly this north VLAN id.");
    private readonly Option<long?> _southVlanId = NumberOption.Of("--south-vlan-id", "Exactly this south VLAN id.");
    private readonly Option<string?> _poolFile = new("--pool-file")
    {
        Description = $"Take both VLAN ids from this VLAN pool file; else ${PoolFileVariable} when no pool is named.",
        HelpName = "FILE",
    };

    private readonly Option<DateTimeOffset?> _startDate = TimeOption.At("--start-date", "When the service begins; at once without. Its VLAN ids are its own from now on all the same.");
    private readonly Option<DateTimeOffset?> _endDate = TimeOption.At("--end-date", "When the service ends; open-ended without.");
    private readonly Option<TimeSpan?> _lifetime = TimeOption.Long("--lifetime", "How long after its begin the service ends");

    /// <summary>Puts the options on a command.</summary>
    public VlanSettings(Command command)
    {
        foreach (var option in new Option[] { _northPool, _southPool, _northVlanId, _southVlanId, _poolFile, _startDate, _endDate, _lifetime }) command.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetResult(_poolFile) is not null && (result.GetResult(_northPool) ?? result.GetResult(_southPool)) is not null)
                result.AddError("Both VLAN ids come from pools or from a pool file: --pool-file does not go with --north-pool or --south-pool.");
        });
    }

    /// <summary>The request for a service of that name.</summary>
    public VlanServiceRequest Read(ParseResult parse, string name, bool keepPartial) => new(name)
    {
        NorthPool = Source(parse.GetValue(_northPool)),
        SouthPool = Source(parse.GetValue(_southPool)),
        NorthVlanId = parse.GetValue(_northVlanId),
        SouthVlanId = parse.GetValue(_southVlanId),
        PoolFile = PoolFile(parse) is { } file ? new VlanPoolFile(file, Environment.CurrentDirectory).Path : null,
        Term = new LeaseTerm(parse.GetValue(_startDate), parse.GetValue(_endDate), parse.GetValue(_lifetime)),
        KeepPartial = keepPartial,
    };

    private static string Source(string? pool) => pool switch
    {
        null => VlanServiceDefinition.DefaultPool,
        _ when pool.StartsWith(InventoryPool.FilePrefix, StringComparison.Ordinal) => InventoryPool.FilePrefix + Path.GetFullPath(pool[InventoryPool.FilePrefix.Length..]),
        _ => pool,
    };

    private string? PoolFile(ParseResult parse)
    {
        if (parse.GetValue(_poolFile) is { } named) return named;
        if ((parse.GetValue(_northPool) ?? parse.GetValue(_southPool)) is not null) return null;
        return Environment.GetEnvironmentVariable(PoolFileVariable) is { Length: > 0 } file ? file : null;
    }
}
