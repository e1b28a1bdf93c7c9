using System.CommandLine;
using Allocation.Core.Definitions;
using Allocation.Core.Inventories.PoolFiles;
using Allocation.Core.ResourcePools.PoolsYaml;
using Allocation.Core.Storage;
using Allocation.Stores.Yaml;

namespace Allocation.Cli.Pools;

/// <summary><c>pool import</c></summary>
internal sealed class PoolImportCommand : ChangeCommand
{
    private readonly Argument<string> _file = new("file")
    {
        Description = "A VLAN pool file: {\"range\": {\"from\": 100, \"to\": 200}, \"used\": [120]}; or resource pools: a pools.yaml.",
    };
    private readonly Option<string> _name = new("--name")
    {
        Description = "The name of the new pool of a VLAN pool file.",
        HelpName = "NAME",
        DefaultValueFactory = _ => VlanServiceDefinition.DefaultPool,
    };

    /// <summary>Declares it.</summary>
    public PoolImportCommand()
        : base("import", "Creates a pool from a VLAN pool file; or creates, changes and removes resource pools as a pools.yaml says.")
    {
        Add(_file);
        Add(_name);
    }

    /// <inheritdoc/>
    public override StoreAct StoreActOf(ParseResult parse) => StoreAct.ImportPools;

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        var path = run.Arguments.GetRequiredValue(_file);
        if (PoolsYamlFile.IsMeantBy(path)) return ImportResourcePools(run, path);
        var file = new VlanPoolFile(path, Environment.CurrentDirectory);
        var pool = run.System.PoolFiles.Import(file, run.Arguments.GetRequiredValue(_name), cancellation: run.Cancellation);
        run.Results.One(pool, PoolColumns.All);
        return ExitCodes.Ok;
    }

    private static int ImportResourcePools(CommandRun run, string path)
    {
        var file = PoolsYamlFile.Read(path, new PoolsYamlReader());
        foreach (var warning in file.Warnings) run.Errors.Warn(warning);
        using var results = run.Results.List(ResourcePoolColumns.All);
        results.AddAll(run.System.ResourcePools.Import(file, run.Cancellation).Pools);
        return ExitCodes.Ok;
    }
}
