using System.Management.Automation;
using Allocation.Core.ResourcePools;
using Allocation.PowerShell.Binding;

namespace Allocation.PowerShell.Commands;

/// <summary>
/// <para type="synopsis">Has resources of resource pools deleted, whatever they do just now.</para>
/// <para type="description">A start is broken off; a deletion that waits after failures is tried at once. A manager runs the command that
/// deletes. A resource that an open ticket holds is refused without -Force.</para>
/// </summary>
/// <example>
/// <code>Get-PoolResource -Pool vm-* -Unused | Remove-PoolResource</code>
/// </example>
[Cmdlet(VerbsCommon.Remove, "PoolResource", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(PoolResource))]
public sealed class RemovePoolResourceCommand : AllocationCmdlet
{
    /// <summary>
    /// <para type="description">Ids or names of resources.</para>
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Filter]
    [Alias("Id", "Name")]
    [ResourceKey]
    public string[] Resource { get; set; } = [];

    /// <summary>
    /// <para type="description">Also those that an open ticket holds; the ticket fails.</para>
    /// </summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>
    /// <para type="description">Puts out each resource as it is now.</para>
    /// </summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessItem()
    {
        foreach (var name in Resource.Where(name => ShouldProcess($"resource {name}", "Delete")))
        {
            Attempt(() =>
            {
                var resource = Open().Resources.Remove(name, Force, Cancellation);
                if (PassThru) WriteObject(resource);
            });
        }
    }
}
