using System.Management.Automation;
using Allocation.Core.Definitions;
using Allocation.Core.Inventories.PoolFiles;
using Allocation.Core.Pools;
using Allocation.Core.ResourcePools;
using Allocation.Core.ResourcePools.PoolsYaml;
using Allocation.Core.Texts;
using Allocation.PowerShell.Output;
using Allocation.PowerShell.Storage;

namespace Allocation.PowerShell.Commands;

/// <summary>
/// <para type="synopsis">Makes a pool of a VLAN pool file, or resource pools as a pools.yaml says.</para>
/// <para type="description">Of a VLAN pool file: takes over the file's range, {"range": {"from": 100, "to": 200}}, half-open, and its used numbers, which the
/// ledger then shows as held by the import. A service that asks for exactly such a number takes it over. The file itself
/// is only read; a file without a range makes a pool without numbers.</para>
/// <para type="description">Of a file that ends in .yaml or .yml, as resalloc has them: its pools are made or changed, and those that came from the same
/// file and no longer stand in it are removed once they are empty. Nothing changes unless the whole file is valid; the
/// error says all mistakes, with their lines. What is removed is put out last, with Removed set, and -WhatIf names it. A file without pools is refused.</para>
/// </summary>
/// <example>
/// <code>Import-AllocationPool ./vlan_pool.json</code>
/// </example>
/// <example>
/// <code>Import-AllocationPool /etc/resallocserver/pools.yaml</code>
/// </example>
[Cmdlet(VerbsData.Import, "AllocationPool", SupportsShouldProcess = true)]
[OutputType(typeof(AllocationPool), typeof(ResourcePoolStatus))]
public sealed class ImportAllocationPoolCommand : AllocationCmdlet
{
    /// <summary>
    /// <para type="description">The file. Wildcards mean themselves.</para>
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("LiteralPath", "PSPath")]
    public string Path { get; set; } = "";

    /// <summary>
    /// <para type="description">The name of the new pool of a VLAN pool file; a pools.yaml has the names itself.</para>
    /// </summary>
    [Parameter(Position = 1)]
    public string Name { get; set; } = VlanServiceDefinition.DefaultPool;

    /// <inheritdoc/>
    protected override void ProcessItem()
    {
        if (System.IO.Path.GetExtension(Path).ToLowerInvariant() is ".yaml" or ".yml")
        {
            ImportResourcePools();
            return;
        }

        var file = new VlanPoolFile(Paths.ResolvePoolFile(Path), Paths.Folder);
        PoolName.Check(Name);
        if (!ShouldProcess(file.Path, $"Import as pool '{Name}'")) return;
        using var progress = new TransferProgressRecord(this, $"Importing pool '{Name}'");
        WriteObject(Open().PoolFiles.Import(file, Name, progress, Cancellation));
    }

    // A preview makes no store, and nothing can be removed from one that is not there.
    private string Describe(PoolsYamlFile file)
    {
        var import = $"Import resource pools {string.Join(", ", file.Pools.Select(p => p.Name))}";
        var dropped = StoreLoadContext.Provider.Exists(ChooseStore().Uri, Cancellation) ? Open().ResourcePools.DroppedBy(file, Cancellation) : [];
        return dropped.Count == 0 ? import : $"{import}; remove {string.Join(", ", dropped)}";
    }

    private void ImportResourcePools()
    {
        var file = PoolsYamlFile.Read(Paths.ResolvePoolFile(Path), StoreLoadContext.PoolsYaml);
        foreach (var warning in file.Warnings) WriteWarning(VisibleText.Of($"{file.Path}, {warning}"));
        if (ShouldProcess(file.Path, Describe(file)))
            WriteObject(Open().ResourcePools.Import(file, Cancellation), enumerateCollection: true);
    }
}
