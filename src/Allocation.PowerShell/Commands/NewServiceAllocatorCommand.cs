using System.Management.Automation;
using Allocation.Core.Allocating.Allocators;
using Allocation.Core.Errors;
using Allocation.PowerShell.Errors;
using Allocation.PowerShell.Services;

namespace Allocation.PowerShell.Commands;

/// <summary>
/// <para type="synopsis">Makes an allocator of script blocks, which service definitions can bind by its name.</para>
/// <para type="description">It lives as long as the PowerShell session; a definition stores its name only. The scripts get a context as their
/// first argument and as $_: its Instance has the attributes of the level (the service, or one item of a loop), Arguments
/// what the definition says, SetValue(path, value) sets a value. What -Allocate puts out is the value of the bound attribute.
/// A script that throws or writes an error fails the allocation with that message.</para>
/// </summary>
/// <example>
/// <code>New-ServiceAllocator customer-info { Get-CustomerInfo $_.Arguments.id }</code>
/// </example>
/// <example>
/// <code>New-ServiceAllocator two -NeedsAllocation { $null -eq $_.Instance.a } -Allocate { $_.SetValue('a', 1); $_.SetValue('b', 2) }</code>
/// </example>
[Cmdlet(VerbsCommon.New, "ServiceAllocator", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class NewServiceAllocatorCommand : PSCmdlet
{
    /// <summary>
    /// <para type="description">Its name, compared without case. One of the same name is replaced; built-in ones cannot be.</para>
    /// </summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";

    /// <summary>
    /// <para type="description">Gives the value, or sets values. May be called again for the same service after a crash, so it must do no harm then.</para>
    /// </summary>
    [Parameter(Mandatory = true, Position = 1)]
    public ScriptBlock Allocate { get; set; } = null!;

    /// <summary>
    /// <para type="description">Says whether there is anything to do; by default when the bound attribute has no value.</para>
    /// </summary>
    [Parameter]
    public ScriptBlock? NeedsAllocation { get; set; }

    /// <summary>
    /// <para type="description">The scripts only compute: they have no effects, and call no cmdlet of this module. They then run within the
    /// transaction, perhaps more than once, which is faster for many items.</para>
    /// </summary>
    [Parameter]
    public SwitchParameter Pure { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!ShouldProcess(Name, "Make service allocator")) return;
        try
        {
            AllocatorRegistry.Shared.Register(Name, new ScriptAllocator(Allocate, NeedsAllocation, Pure));
        }
        catch (AllocationException e)
        {
            WriteError(ErrorRecords.Of(e));
        }
    }
}
