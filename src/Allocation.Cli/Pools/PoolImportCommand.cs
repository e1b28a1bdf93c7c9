using System.CommandLine;
using Allocation.Core.Definitions;
using Allocation.Core.Inventories;

namespace Allocation.Cli.Pools;

/// <summary><c>pool import</c></summary>
internal sealed class PoolImportCommand : StoreCommand
{
    private readonly Argument<string> _file = new("file") { Description = "A VLAN pool file: {\"range\": {\"from\": 100, \"to\": 200}, \"used\": [120]}." };
    private readonly Option<string> _name = new("--name")
    {
        Description = "The name of the new pool.",
        HelpName = "NAME",
        DefaultValueFactory = _ => VlanServiceDefinition.DefaultPool,
    };

    /// <summary>Declares it.</summary>
    public PoolImportCommand()
        : base("import", "Makes a pool from a VLAN pool file; its used numbers are held.")
    {
        Add(_file);
        Add(_name);
    }

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        var file = new VlanPoolFile(run.Arguments.GetRequiredValue(_file), Environment.CurrentDirectory);
        var pool = run.System.Pools.Import(file, run.Arguments.GetRequiredValue(_name), run.Cancellation);
        run.Results.One(pool, PoolColumns.All);
        return ExitCodes.Ok;
    }
}
