using System.Management.Automation;
using Allocation.Core.Allocating.Allocators;
using Allocation.Core.Pools;
using Allocation.PowerShell.Binding;
using Allocation.PowerShell.Completion;

namespace Allocation.PowerShell.Commands;

/// <summary>Lists the allocators that service definitions can bind.</summary>
[Cmdlet(VerbsCommon.Get, "ServiceAllocator")]
[OutputType(typeof(KnownAllocator))]
public sealed class GetServiceAllocatorCommand : AllocatorCmdlet
{
    /// <summary>Names, with wildcards.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Filter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(AllocatorNameCompleter))]
    [NameText]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var name in Name)
            Attempt(() => WriteObject(AllocatorRegistry.Shared.Select(new NamePattern(name)), enumerateCollection: true));
    }
}
