using System.Management.Automation;
using Allocation.Core.Definitions;
using Allocation.Core.Inventories;
using Allocation.Core.Pools;

namespace Allocation.PowerShell.Commands;

/// <summary>
/// <para type="synopsis">Makes a pool of a VLAN pool file.</para>
/// <para type="description">Takes over the file's range, {"range": {"from": 100, "to": 200}}, half-open, and its used numbers, which the
/// ledger then shows as held by the import. A service that asks for exactly such a number takes it over. The file itself
/// is only read; a file without a range makes a pool without numbers.</para>
/// </summary>
/// <example>
/// <code>Import-AllocationPool ./vlan_pool.json</code>
/// </example>
[Cmdlet(VerbsData.Import, "AllocationPool", SupportsShouldProcess = true)]
[OutputType(typeof(AllocationPool))]
public sealed class ImportAllocationPoolCommand : AllocationCmdlet
{
    /// <summary>
    /// <para type="description">The file. Wildcards mean themselves.</para>
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("LiteralPath", "PSPath")]
    public string Path { get; set; } = "";

    /// <summary>
    /// <para type="description">The name of the new pool.</para>
    /// </summary>
    [Parameter(Position = 1)]
    public string Name { get; set; } = VlanServiceDefinition.DefaultPool;

    /// <inheritdoc/>
    protected override void ProcessItem()
    {
        var file = new VlanPoolFile(Paths.ResolvePoolFile(Path), Paths.Folder);
        PoolName.Check(Name);
        if (ShouldProcess(file.Path, $"Import as pool '{Name}'"))
            WriteObject(Open().Pools.Import(file, Name, Cancellation));
    }
}
