using System.Management.Automation;
using Allocation.Core.ResourcePools;
using Allocation.PowerShell.Binding;
using Allocation.PowerShell.Completion;

namespace Allocation.PowerShell.Commands;

/// <summary>Has resources of resource pools deleted, whatever they do just now.</summary>
[Cmdlet(VerbsCommon.Remove, "PoolResource", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(PoolResource))]
public sealed class RemovePoolResourceCommand : AllocationCmdlet
{
    /// <summary>Ids or names of resources.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Filter]
    [Alias("Id", "Name")]
    [ResourceKey]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public string[] Resource { get; set; } = [];

    /// <summary>Also those that an open ticket holds; the ticket fails.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Returns each resource as it is now.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessItem()
    {
        foreach (var name in Resource)
        {
            Attempt(() =>
            {
                if (!MayDo($"resource {name}", "Delete", system => system.Resources.Remove(name, Force, Cancellation))) return;
                var resource = Open().Resources.Remove(name, Force, Cancellation);
                if (PassThru) WriteObject(resource);
            });
        }
    }
}
