using System.Management.Automation;
using Allocation.Core.Pools;
using Allocation.PowerShell.Binding;
using Allocation.PowerShell.Completion;

namespace Allocation.PowerShell.Commands;

/// <summary>
/// <para type="synopsis">Changes a pool: grows it, shrinks it, excludes numbers.</para>
/// <para type="description">All of the change is made or none. A range that would cut off a number that is held is refused,
/// and the number is named. Numbers that are excluded while they are held stay held, and are not given again.</para>
/// </summary>
/// <example>
/// <code>Set-AllocationPool vlan -To 300</code>
/// </example>
[Cmdlet(VerbsCommon.Set, "AllocationPool", SupportsShouldProcess = true)]
[OutputType(typeof(AllocationPool))]
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
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [WholeNumber]
    public long? From { get; set; }

    /// <summary>
    /// <para type="description">The number after the last one from now on.</para>
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [WholeNumber]
    public long? To { get; set; }

    /// <summary>
    /// <para type="description">Puts out the changed pool.</para>
    /// </summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessItem()
    {
        var settings = Settings(From, To);
        if (!ShouldProcess(Name, "Change pool")) return;
        var pool = Open().Pools.Change(Name, settings, Cancellation);
        WriteVerbose($"Pool '{pool.Name}' is {new NumberRange(pool.From, pool.To)}, {pool.Free} free.");
        if (PassThru) WriteObject(pool);
    }
}
