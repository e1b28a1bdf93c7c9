using System.Management.Automation;
using Allocation.Core.Allocating.Allocators;
using Allocation.Core.Errors;
using Allocation.Core.Pools;
using Allocation.PowerShell.Binding;
using Allocation.PowerShell.Completion;
using Allocation.PowerShell.Errors;

namespace Allocation.PowerShell.Commands;

/// <summary>
/// <para type="synopsis">Lists the allocators that service definitions can bind.</para>
/// <para type="description">The built-in ones come first, then those that New-ServiceAllocator made in this PowerShell session.</para>
/// </summary>
/// <example>
/// <code>Get-ServiceAllocator</code>
/// </example>
[Cmdlet(VerbsCommon.Get, "ServiceAllocator")]
[OutputType(typeof(KnownAllocator))]
public sealed class GetServiceAllocatorCommand : PSCmdlet
{
    /// <summary>
    /// <para type="description">Names, with wildcards; all when it is not given. A name without wildcards that no allocator has is an error.</para>
    /// </summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Filter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(AllocatorNameCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var name in Name)
        {
            try
            {
                WriteObject(AllocatorRegistry.Shared.Select(new NamePattern(name)), enumerateCollection: true);
            }
            catch (AllocationException e)
            {
                WriteError(ErrorRecords.Of(e));
            }
        }
    }
}
