using System.Management.Automation;
using Allocation.Core.Pools;
using Allocation.Core.ResourcePools;
using Allocation.PowerShell.Binding;
using Allocation.PowerShell.Completion;

namespace Allocation.PowerShell.Commands;

/// <summary>
/// <para type="synopsis">Changes a pool: grows it, shrinks it, excludes numbers; pauses or empties a resource pool.</para>
/// <para type="description">All of the change is made or none. A range that would cut off a number that is held is refused,
/// and the number is named. Numbers that are excluded while they are held stay held, and are not given again.</para>
/// <para type="description">Resources that are there keep the tags and numbers that they were started with.</para>
/// </summary>
/// <example>
/// <code>Set-AllocationPool vlan -To 300</code>
/// </example>
/// <example>
/// <code>Set-AllocationPool vm -Drain; Set-AllocationPool vm -Drain:$false</code>
/// </example>
[Cmdlet(VerbsCommon.Set, "AllocationPool", SupportsShouldProcess = true, DefaultParameterSetName = OfNumbers)]
[OutputType(typeof(AllocationPool), typeof(ResourcePoolStatus))]
public sealed class SetAllocationPoolCommand : PoolSettingsCmdlet
{
    /// <summary>
    /// <para type="description">The name of the pool.</para>
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(PoolNameCompleter))]
    public string Name { get; set; } = "";

    /// <summary>
    /// <para type="description">The first number from now on.</para>
    /// </summary>
    [Parameter(ParameterSetName = OfNumbers, ValueFromPipelineByPropertyName = true)]
    [WholeNumber]
    public long? From { get; set; }

    /// <summary>
    /// <para type="description">The number after the last one from now on.</para>
    /// </summary>
    [Parameter(ParameterSetName = OfNumbers, ValueFromPipelineByPropertyName = true)]
    [WholeNumber]
    public long? To { get; set; }

    /// <summary>
    /// <para type="description">Makes a resource; what it prints becomes the resource's data.</para>
    /// </summary>
    [Parameter(ParameterSetName = OfResources)]
    [PoolSetting("cmd_new")]
    public string[]? NewCommand { get; set; }

    /// <summary>
    /// <para type="description">Deletes a resource. It is tried again until it succeeds.</para>
    /// </summary>
    [Parameter(ParameterSetName = OfResources)]
    [PoolSetting("cmd_delete")]
    public string[]? DeleteCommand { get; set; }

    /// <summary>
    /// <para type="description">Holds back new starts; what is ready is still given. -Paused:$false ends it.</para>
    /// </summary>
    [Parameter(ParameterSetName = OfResources)]
    public SwitchParameter Paused { get; set; }

    /// <summary>
    /// <para type="description">Empties the pool: nothing starts, nothing is given, and what is held goes once its ticket closes. -Drain:$false ends it.</para>
    /// </summary>
    [Parameter(ParameterSetName = OfResources)]
    public SwitchParameter Drain { get; set; }

    /// <summary>
    /// <para type="description">Puts out the changed pool.</para>
    /// </summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessItem()
    {
        if (ParameterSetName == OfResources)
        {
            ChangeResources();
            return;
        }

        var settings = Settings(From, To);
        if (!ShouldProcess(Name, "Change pool")) return;
        var pool = Open().Pools.Change(Name, settings, Cancellation);
        WriteVerbose($"Pool '{pool.Name}' is {new NumberRange(pool.From, pool.To)}, {pool.Free} free.");
        if (PassThru) WriteObject(pool);
    }

    private void ChangeResources()
    {
        if (!ShouldProcess(Name, "Change resource pool")) return;
        var given = MyInvocation.BoundParameters;
        var pool = Open().ResourcePools.Change(
            Name, Apply, given.ContainsKey(nameof(Paused)) ? Paused.IsPresent : null, given.ContainsKey(nameof(Drain)) ? Drain.IsPresent : null, Cancellation);
        if (PassThru) WriteObject(pool);
    }
}
