using System.Management.Automation;
using Allocation.Core.Pools;
using Allocation.PowerShell.Binding;
using Allocation.PowerShell.Completion;

namespace Allocation.PowerShell.Commands;

/// <summary>Gives pools of numbers other names.</summary>
[Cmdlet(VerbsCommon.Rename, "AllocationPool", SupportsShouldProcess = true)]
[OutputType(typeof(AllocationPool))]
public sealed class RenameAllocationPoolCommand : AllocationCmdlet
{
    /// <summary>The name of the pool.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Filter]
    [ArgumentCompleter(typeof(PoolNameCompleter))]
    [NameText(Thing = "pool")]
    public string Name { get; set; } = "";

    /// <summary>The name from now on.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [Filter]
    public string NewName { get; set; } = "";

    /// <summary>Returns the pool with its new name.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessItem()
    {
        if (!MayDo(Name, $"Rename to '{NewName}'", system => system.PoolNames.Rename(Name, NewName, Cancellation))) return;
        var pool = Open().PoolNames.Rename(Name, NewName, Cancellation);
        if (PassThru) WriteObject(pool);
    }
}
