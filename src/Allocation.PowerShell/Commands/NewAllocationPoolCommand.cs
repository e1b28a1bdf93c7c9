using System.Management.Automation;
using Allocation.Core.Pools;
using Allocation.Core.ResourcePools;
using Allocation.PowerShell.Binding;

namespace Allocation.PowerShell.Commands;

/// <summary>
/// <para type="synopsis">Makes a pool of numbers, or a pool of resources that commands make and delete.</para>
/// <para type="description">The range is half-open: -From belongs to it, -To does not, so -From 100 -To 200 has the hundred
/// numbers 100 to 199. A pool of four billion numbers costs what a pool of ten costs.</para>
/// <para type="description">With -NewCommand and -DeleteCommand it is a resource pool, which a manager fills: tickets ask for its resources by tags. One
/// text is a line for the shell; several are a program and its arguments. The commands find RESALLOC_ID, RESALLOC_NAME,
/// RESALLOC_POOL_ID and RESALLOC_ID_IN_POOL in their environment, and RESALLOC_RESOURCE_DATA, base64, of what -NewCommand printed.</para>
/// </summary>
/// <example>
/// <code>New-AllocationPool vlan -From 100 -To 200 -Exclude 150, 170-180</code>
/// </example>
/// <example>
/// <code>New-AllocationPool vm -NewCommand /usr/local/bin/vm-new -DeleteCommand /usr/local/bin/vm-delete -Max 7 -MaxPrealloc 2 -Tag x86_64</code>
/// </example>
[Cmdlet(VerbsCommon.New, "AllocationPool", SupportsShouldProcess = true, DefaultParameterSetName = OfNumbers)]
[OutputType(typeof(AllocationPool), typeof(ResourcePoolStatus))]
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
    [Parameter(ParameterSetName = OfNumbers, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [WholeNumber]
    public long? From { get; set; }

    /// <summary>
    /// <para type="description">The number after the last one.</para>
    /// </summary>
    [Parameter(ParameterSetName = OfNumbers, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [WholeNumber]
    public long? To { get; set; }

    /// <summary>
    /// <para type="description">Makes a resource; what it prints becomes the resource's data.</para>
    /// </summary>
    [Parameter(ParameterSetName = OfResources, Mandatory = true)]
    [PoolSetting("cmd_new")]
    public string[] NewCommand { get; set; } = [];

    /// <summary>
    /// <para type="description">Deletes a resource. It is tried again until it succeeds.</para>
    /// </summary>
    [Parameter(ParameterSetName = OfResources, Mandatory = true)]
    [PoolSetting("cmd_delete")]
    public string[] DeleteCommand { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessItem()
    {
        if (ParameterSetName == OfResources)
        {
            var pool = Apply(new ResourcePoolSettings());
            ResourcePoolCatalog.Check(Name, pool);
            if (ShouldProcess(Name, "Create resource pool")) WriteObject(Open().ResourcePools.Create(Name, pool, Cancellation));
            return;
        }

        var settings = Settings(From, To);
        PoolCatalog.Check(Name, settings);
        if (ShouldProcess($"{Name} {new NumberRange(From!.Value, To!.Value)}", "Create pool"))
            WriteObject(Open().Pools.Create(Name, settings, Cancellation));
    }
}
