using System.CommandLine;
using Allocation.Cli.Completion;
using Allocation.Core.Definitions;
using Allocation.Core.Inventories.PoolFiles;
using Allocation.Core.ResourcePools.PoolsYaml;
using Allocation.Core.Storage;
using Allocation.Core.Usage;
using Allocation.Stores.Yaml;

namespace Allocation.Cli.Pools;

/// <summary><c>pool import</c></summary>
internal sealed class PoolImportCommand : ChangeCommand
{
    private readonly Argument<string> _file = new("file")
    {
        Description = "A VLAN pool file: {\"range\": {\"from\": 100, \"to\": 200}, \"used\": [120]}; or resource pools: a pools.yaml; or " +
            "used numbers: a CSV file, or what a switch answers to 'show vlan brief'.",
    };
    private readonly Option<string?> _name = new("--name")
    {
        Description = $"The name of the new pool of a VLAN pool file (default: {VlanServiceDefinition.DefaultPool}); or of the pool " +
            "whose numbers a file names, for which there is no default.",
        HelpName = "NAME",
    };

    private readonly Option<PoolFileFormat?> _format = Choice.Of<PoolFileFormat>("--format",
        "What the file is (default: .yaml and .yml are a pools.yaml, .csv is CSV, all else is a VLAN pool file).");

    private readonly Option<bool> _ifNotExists = new("--if-not-exists")
    {
        Description = "A name that holds the numbers already stays unchanged, instead of an error.",
    };

    /// <summary>Declares it.</summary>
    public PoolImportCommand()
        : base("import", "Creates a pool from a VLAN pool file; or creates, changes and removes resource pools as a pools.yaml says; or " +
            "takes the numbers that a file names from a pool.")
    {
        Add(_file);
        Add(_name.Completed(StoreWords.NumberPools));
        Add(_format);
        Add(_ifNotExists);
        Validators.Add(result =>
        {
            var isUsage = FormatOf(result.ValueOrDefault(_format), result.GetValue(_file)).Usage() is not null;
            if (isUsage && result.GetResult(_name) is null)
                result.AddError("--name must say from which pool the numbers of the file are taken.");
            if (result.GetValue(_ifNotExists) && !isUsage)
                result.AddError("--if-not-exists goes with a file of used numbers: Csv, NetBox, ShowVlan.");
        });
    }

    /// <inheritdoc/>
    public override StoreAct StoreActOf(ParseResult parse) =>
        FormatOf(parse.GetValue(_format), parse.GetValue(_file)).Usage() is null ? StoreAct.ImportPools : StoreAct.UseContents;

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        var path = run.Arguments.GetRequiredValue(_file);
        var format = FormatOf(run.Arguments.GetValue(_format), path);
        if (format.Usage() is { } usage) return ImportUsage(run, path, usage);
        if (format == PoolFileFormat.PoolsYaml) return ImportResourcePools(run, path);
        var file = new VlanPoolFile(path, Environment.CurrentDirectory);
        var name = run.Arguments.GetValue(_name);
        var pool = run.System.PoolFiles.Import(file, name ?? VlanServiceDefinition.DefaultPool, cancellation: run.Cancellation);
        run.Results.One(pool, PoolColumns.All);
        if (name is null) run.Errors.Tell($"The pool is called '{pool.Name}', because --name was not given.");
        return ExitCodes.Ok;
    }

    private static PoolFileFormat FormatOf(PoolFileFormat? said, string? path) => said ?? PoolFileFormats.OfPath(path ?? "");

    private int ImportUsage(CommandRun run, string path, UsageFormat format)
    {
        var file = UsageFile.Read(path, format, run.Cancellation);
        var name = run.Arguments.GetRequiredValue(_name)!;
        var ifNotExists = run.Arguments.GetValue(_ifNotExists);
        var imported = run.System.Usage.Import(file, name, ifNotExists, run.Cancellation);
        run.Results.One(imported.Pool, PoolColumns.All);

        // Otherwise all of them are new.
        if (ifNotExists) run.Errors.Tell(imported.Summary);
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
