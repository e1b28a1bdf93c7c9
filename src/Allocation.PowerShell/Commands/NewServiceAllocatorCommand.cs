using System.Management.Automation;
using Allocation.Core.Allocating.Allocators;
using Allocation.PowerShell.Services;

namespace Allocation.PowerShell.Commands;

/// <summary>Makes an allocator of script blocks, which service definitions can bind by its name.</summary>
[Cmdlet(VerbsCommon.New, "ServiceAllocator", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class NewServiceAllocatorCommand : AllocatorCmdlet
{
    /// <summary>Its name, compared without case.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";

    /// <summary>Gives the value, or sets values.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    public ScriptBlock Allocate { get; set; } = null!;

    /// <summary>Says whether there is anything to do; by default when the bound attribute has no value.</summary>
    [Parameter]
    public ScriptBlock? NeedsAllocation { get; set; }

    /// <summary>The scripts only compute: they have no effects, and call no cmdlet of this module.</summary>
    [Parameter]
    public SwitchParameter Pure { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!ShouldProcess(Name, "Create service allocator")) return;
        Attempt(() => AllocatorRegistry.Shared.Register(Name, new ScriptAllocator(Allocate, NeedsAllocation, Pure)));
    }
}
