using System.Management.Automation;
using Allocation.Core.Allocating.Allocators;
using Allocation.Core.Pools;
using Allocation.PowerShell.Binding;
using Allocation.PowerShell.Completion;
using Allocation.PowerShell.Prompts;

namespace Allocation.PowerShell.Commands;

/// <summary>Forgets allocators that New-ServiceAllocator made.</summary>
[Cmdlet(VerbsCommon.Remove, "ServiceAllocator", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(void))]
public sealed class RemoveServiceAllocatorCommand : AllocatorCmdlet
{
    private Confirmation? _confirmation;

    /// <summary>Names, with wildcards, which leave the built-in ones out.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Filter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(AllocatorNameCompleter))]
    [NameText(Thing = "allocator")]
    public string[] Name { get; set; } = [];

    /// <summary>Does not ask before a wildcard removes several at once.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        _confirmation ??= new Confirmation(this);
        foreach (var name in Name) Attempt(() => Remove(_confirmation, new NamePattern(name)));
    }

    private void Remove(Confirmation confirmation, NamePattern names)
    {
        var found = AllocatorRegistry.Shared.Select(names).Where(a => !a.BuiltIn || names.Exact is not null).ToList();
        if (!confirmation.GivenToRemove(Force, names, [.. found.Select(a => a.Name)], "service allocators")) return;
        foreach (var allocator in found)
            if (ShouldProcess(allocator.Name, "Remove service allocator")) AllocatorRegistry.Shared.Unregister(allocator.Name);
    }
}
