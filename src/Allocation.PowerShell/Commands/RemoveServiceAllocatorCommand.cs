using System.Management.Automation;
using Allocation.Core.Allocating.Allocators;
using Allocation.Core.Errors;
using Allocation.Core.Pools;
using Allocation.PowerShell.Binding;
using Allocation.PowerShell.Completion;
using Allocation.PowerShell.Errors;
using Allocation.PowerShell.Prompts;

namespace Allocation.PowerShell.Commands;

/// <summary>
/// <para type="synopsis">Forgets allocators that New-ServiceAllocator made.</para>
/// <para type="description">A definition that binds one of them stays registered: services of it cannot be validated until the allocator is
/// made again. Built-in allocators cannot be removed.</para>
/// </summary>
/// <example>
/// <code>Remove-ServiceAllocator customer-info</code>
/// </example>
[Cmdlet(VerbsCommon.Remove, "ServiceAllocator", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(void))]
public sealed class RemoveServiceAllocatorCommand : PSCmdlet
{
    private Confirmation? _confirmation;

    /// <summary>
    /// <para type="description">Names, with wildcards, which leave the built-in ones out. A name without wildcards that no allocator has is an error.</para>
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Filter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(AllocatorNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>
    /// <para type="description">Does not ask before a wildcard removes several at once.</para>
    /// </summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        _confirmation ??= new Confirmation(this);
        foreach (var name in Name)
        {
            try
            {
                var names = new NamePattern(name);
                var found = AllocatorRegistry.Shared.Select(names).Where(a => !a.BuiltIn || names.Exact is not null).ToList();
                if (!_confirmation.GivenToRemove(Force, names, [.. found.Select(a => a.Name)], "service allocators")) continue;
                foreach (var allocator in found)
                    if (ShouldProcess(allocator.Name, "Remove service allocator")) AllocatorRegistry.Shared.Unregister(allocator.Name);
            }
            catch (AllocationException e)
            {
                WriteError(ErrorRecords.Of(e));
            }
        }
    }
}
