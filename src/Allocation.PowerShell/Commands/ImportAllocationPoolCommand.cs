using System.Management.Automation;
using Allocation.Core.Definitions;
using Allocation.Core.Inventories.PoolFiles;
using Allocation.Core.Pools;
using Allocation.Core.ResourcePools;
using Allocation.Core.ResourcePools.PoolsYaml;
using Allocation.Core.Storage;
using Allocation.Core.Texts;
using Allocation.Core.Usage;
using Allocation.PowerShell.Binding;
using Allocation.PowerShell.Completion;
using Allocation.PowerShell.Output;
using Allocation.PowerShell.Storage;

namespace Allocation.PowerShell.Commands;

/// <summary>Makes a pool of a VLAN pool file, or resource pools as a pools.yaml says, or takes the numbers that a file names.</summary>
[Cmdlet(VerbsData.Import, "AllocationPool", SupportsShouldProcess = true)]
[OutputType(typeof(AllocationPool), typeof(ResourcePoolStatus))]
public sealed class ImportAllocationPoolCommand : AllocationCmdlet
{
    // As Write-Host does: for people, beside the result.
    private static readonly string[] s_shown = ["PSHOST"];

    /// <summary>The file.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("LiteralPath", "PSPath")]
    public string Path { get; set; } = "";

    /// <summary>The name of the new pool of a VLAN pool file, or of the pool whose numbers a file names; a pools.yaml has the names
    /// itself.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(PoolNameCompleter))]
    public string? Name { get; set; }

    /// <summary>What the file is; its name says so where this does not.</summary>
    [Parameter]
    [Choice(typeof(PoolFileFormat))]
    public PoolFileFormat? Format { get; set; }

    /// <summary>A name that holds the numbers already stays unchanged, instead of an error.</summary>
    [Parameter]
    public SwitchParameter IfNotExists { get; set; }

    /// <inheritdoc/>
    private protected override StoreAct StoreAct => FileFormat.Usage() is null ? StoreAct.ImportPools : StoreAct.UseContents;

    private PoolFileFormat FileFormat => Format ?? PoolFileFormats.OfPath(Path);

    /// <inheritdoc/>
    protected override void ProcessItem()
    {
        if (FileFormat.Usage() is { } usage)
        {
            ImportUsage(usage);
            return;
        }

        if (IfNotExists) Misused("-IfNotExists goes with a file of used numbers: Csv, NetBox, ShowVlan.");
        if (FileFormat == PoolFileFormat.PoolsYaml)
        {
            ImportResourcePools();
            return;
        }

        var file = new VlanPoolFile(Paths.ResolvePoolFile(Path), Paths.Folder);
        var name = Name ?? VlanServiceDefinition.DefaultPool;
        PoolName.Check(name);
        if (!MayDo(file.Path, $"Import as pool '{name}'",
            preview => Describe(preview.System.PoolFiles.Import(file, name, cancellation: Cancellation))))
        {
            return;
        }
        using var progress = new TransferProgressRecord(this, $"Importing pool '{name}'");
        WriteObject(Open().PoolFiles.Import(file, name, progress, Cancellation));
        if (Name is null) Tell($"The pool is called '{name}', because -Name was not given.");
    }

    private void ImportUsage(UsageFormat format)
    {
        if (Name is not { } name)
        {
            Misused("-Name must say from which pool the numbers of the file are taken.");
            return;
        }

        var file = UsageFile.Read(Paths.ResolvePoolFile(Path), format, Cancellation);
        if (MayDo(file.Path, $"Take what its rows ({file.Rows.Count}) name from pool '{name}'",
            preview => Describe(preview.System.Usage.Import(file, name, IfNotExists, Cancellation))))
        {
            var imported = Open().Usage.Import(file, name, IfNotExists, Cancellation);

            // Otherwise all of them are new.
            if (IfNotExists) Tell(imported.Summary);
            WriteObject(imported.Pool);
        }
    }

    private void Tell(string text) => WriteInformation(new HostInformationMessage { Message = VisibleText.Of(text) }, s_shown);

    private static string Describe(UsageImported imported) =>
        $"{Describe(imported.Pool)}; {imported.New} taken, {imported.Kept} held before";

    private static string Describe(AllocationPool pool) => $"{pool.Size} numbers, {pool.Held} held";

    // What goes is said to whoever is asked as well.
    private string Describe(PoolsYamlFile file)
    {
        var import = $"Import resource pools {string.Join(", ", file.Pools.Select(p => p.Name))}";
        var dropped = Open().ResourcePools.DroppedBy(file, Cancellation);
        return dropped.Count == 0 ? import : $"{import}; remove {string.Join(", ", dropped)}";
    }

    private void ImportResourcePools()
    {
        var file = PoolsYamlFile.Read(Paths.ResolvePoolFile(Path), StoreLoadContext.PoolsYaml);
        foreach (var warning in file.Warnings) WriteWarning(VisibleText.Of($"{file.Path}, {warning}"));
        if (MayDo(file.Path, Describe(file), system => system.ResourcePools.Import(file, Cancellation)))
            WriteObject(Open().ResourcePools.Import(file, Cancellation).Pools, enumerateCollection: true);
    }
}
