using System.Management.Automation;
using Allocation.Core.Pools;
using Allocation.Core.ResourcePools;
using Allocation.Core.Storage.Notes;
using Allocation.PowerShell.Binding;
using Allocation.PowerShell.Completion;

namespace Allocation.PowerShell.Commands;

/// <summary>Lists pools of both kinds, their settings, and how full they are.</summary>
[Cmdlet(VerbsCommon.Get, "AllocationPool")]
[OutputType(typeof(AllocationPool), typeof(ResourcePoolStatus))]
public sealed class GetAllocationPoolCommand : AllocationCmdlet
{
    /// <summary>Names, with wildcards.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Filter]
    [SupportsWildcards]
    [Alias("Pool")]
    [ArgumentCompleter(typeof(PoolNameCompleter))]
    [NameText("Pool")]
    public string[] Name { get; set; } = ["*"];

    /// <summary>Only pools that are used to so many percent or more.</summary>
    [Parameter]
    [Filter]
    [ValidateRange(0, 100)]
    public double? MinimumPercentUsed { get; set; }

    /// <summary>Only pools of this owner, with wildcards.</summary>
    [Parameter]
    [Filter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(NoteOwnerCompleter))]
    public string? Owner { get; set; }

    /// <summary>Only pools with all of these tags, with wildcards: key=value, or key for any value.</summary>
    [Parameter]
    [Filter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(NoteTagCompleter))]
    public string[]? Tag { get; set; }

    /// <inheritdoc/>
    protected override void ProcessItem()
    {
        foreach (var name in Name)
            Attempt(() => Write(new NamePattern(name)));
    }

    private void Write(NamePattern names)
    {
        var filter = new PoolFilter { MinimumPercentUsed = MinimumPercentUsed, Notes = NoteFilter.Of(Owner, Tag) };
        var (numbers, things) = Open().AllPools.Find(names, filter, Cancellation);
        WriteObject(numbers, enumerateCollection: true);
        WriteObject(things, enumerateCollection: true);
    }
}
