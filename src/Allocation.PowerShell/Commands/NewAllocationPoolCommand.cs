using System.Management.Automation;
using Allocation.Core.Pools;
using Allocation.PowerShell.Binding;

namespace Allocation.PowerShell.Commands;

/// <summary>
/// <para type="synopsis">Makes a pool of numbers.</para>
/// <para type="description">The range is half-open: -From belongs to it, -To does not, so -From 100 -To 200 has the hundred
/// numbers 100 to 199. A pool of four billion numbers costs what a pool of ten costs.</para>
/// </summary>
/// <example>
/// <code>New-AllocationPool vlan -From 100 -To 200 -Exclude 150, 170-180</code>
/// </example>
[Cmdlet(VerbsCommon.New, "AllocationPool", SupportsShouldProcess = true)]
[OutputType(typeof(AllocationPool))]
public sealed class NewAllocationPoolCommand : PoolSettingsCmdlet
{
    /// <summary>
    /// <para type="description">The name: 1 to 200 characters, none of * ? [ ] and colon. Compared without case, kept with case.</para>
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    public string Name { get; set; } = "";

    /// <summary>
    /// <para type="description">The first number; 0 or above.</para>
    /// </summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [WholeNumber]
    public long? From { get; set; }

    /// <summary>
    /// <para type="description">The number after the last one.</para>
    /// </summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [WholeNumber]
    public long? To { get; set; }

    /// <inheritdoc/>
    protected override void ProcessItem()
    {
        var settings = Settings(From, To);
        PoolCatalog.Check(Name, settings);
        if (ShouldProcess($"{Name} {new NumberRange(From!.Value, To!.Value)}", "Create pool"))
            WriteObject(Open().Pools.Create(Name, settings, Cancellation));
    }
}
