using System.Management.Automation;
using Allocation.Core.Definitions;
using Allocation.Core.Inventories.PoolFiles;
using Allocation.Core.Pools;
using Allocation.Core.ResourcePools.PoolsYaml;
using Allocation.Core.ResourcePools;
using Allocation.Core.Storage;
using Allocation.Core.Texts;
using Allocation.Core.Usage;
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
    public string Name { get; set; } = VlanServiceDefinition.DefaultPool;

    /// <summary>What the file is; its name says so where this does not.</summary>
    [Parameter]
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
        PoolName.Check(Name);
        if (!MayDo(file.Path, $"Import as pool '{Name}'",
            preview => Describe(preview.System.PoolFiles.Import(file, Name, cancellation: Cancellation))))
        {
            return;
        }
        using var progress = new TransferProgressRecord(this, $"Importing pool '{Name}'");
        WriteObject(Open().PoolFiles.Import(file, Name, progress, Cancellation));
    }

    private void ImportUsage(UsageFormat format)
    {
        var file = UsageFile.Read(Paths.ResolvePoolFile(Path), format, Cancellation);
        if (MayDo(file.Path, $"Take what its rows ({file.Rows.Count}) name from pool '{Name}'",
            preview => Describe(preview.System.Usage.Import(file, Name, IfNotExists, Cancellation))))
        {
            var imported = Open().Usage.Import(file, Name, IfNotExists, Cancellation);

            // Otherwise all of them are new.
            if (IfNotExists) WriteInformation(new HostInformationMessage { Message = VisibleText.Of(imported.Summary) }, s_shown);
            WriteObject(imported.Pool);
        }
    }

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
