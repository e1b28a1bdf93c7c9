using System.Management.Automation;
using Allocation.Core;
using Allocation.Core.Pools;
using Allocation.Core.ResourcePools;
using Allocation.PowerShell.Binding;
using Allocation.PowerShell.Completion;
using Allocation.PowerShell.Completion.Numbers;

namespace Allocation.PowerShell.Commands;

/// <summary>Changes a pool: grows it, shrinks it, excludes numbers; pauses or empties a resource pool.</summary>
[Cmdlet(VerbsCommon.Set, "AllocationPool", SupportsShouldProcess = true, DefaultParameterSetName = OfNumbers)]
[OutputType(typeof(AllocationPool), typeof(ResourcePoolStatus))]
public sealed class SetAllocationPoolCommand : PoolSettingsCmdlet
{
    /// <summary>The name of the pool.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(PoolNameCompleter))]
    [NameText(Thing = "pool")]
    public string Name { get; set; } = "";

    /// <summary>The first number from now on.</summary>
    [Parameter(ParameterSetName = OfNumbers, ValueFromPipelineByPropertyName = true)]
    [WholeNumber]
    public long? From { get; set; }

    /// <summary>The number after the last one from now on.</summary>
    [Parameter(ParameterSetName = OfNumbers, ValueFromPipelineByPropertyName = true)]
    [WholeNumber]
    public long? To { get; set; }

    /// <summary>Numbers not to give from now on, besides those that are excluded.</summary>
    [Parameter(ParameterSetName = OfNumbers, ValueFromPipelineByPropertyName = true)]
    [Exclusions]
    public string[]? AddExclude { get; set; }

    /// <summary>Excluded numbers to give again.</summary>
    [Parameter(ParameterSetName = OfNumbers, ValueFromPipelineByPropertyName = true)]
    [Exclusions]
    [ArgumentCompleter(typeof(ExcludedCompleter))]
    public string[]? RemoveExclude { get; set; }

    /// <summary>Excludes also what is held: it stays held until it is given back.</summary>
    [Parameter(ParameterSetName = OfNumbers)]
    public SwitchParameter AllowHeld { get; set; }

    /// <summary>Makes a resource; what it prints becomes the resource's data.</summary>
    [Parameter(ParameterSetName = OfResources)]
    [PoolSetting("cmd_new")]
    public string[]? NewCommand { get; set; }

    /// <summary>Deletes a resource.</summary>
    [Parameter(ParameterSetName = OfResources)]
    [PoolSetting("cmd_delete")]
    public string[]? DeleteCommand { get; set; }

    /// <summary>Holds back new starts; what is ready is still given.</summary>
    [Parameter(ParameterSetName = OfResources)]
    public SwitchParameter Paused { get; set; }

    /// <summary>Empties the pool: nothing starts, nothing is given, and what is held goes once its ticket closes.</summary>
    [Parameter(ParameterSetName = OfResources)]
    public SwitchParameter Drain { get; set; }

    /// <summary>Returns the changed pool.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessItem()
    {
        if (ParameterSetName == OfResources || (IsOfEitherKind && Open().ResourcePools.Has(Name, Cancellation)))
        {
            ChangeResources();
            return;
        }

        var settings = Settings(Name, From, To) with
        {
            AddExclude = Texts(AddExclude),
            RemoveExclude = Texts(RemoveExclude),
            AllowHeld = AllowHeld,
        };
        if (!MayDo(Name, "Change pool", preview => preview.OfPool(Name, settings, Cancellation))) return;
        var pool = Open().Pools.Change(Name, settings, Cancellation);
        WriteVerbose($"Pool '{pool.Name}' is {pool.Gives}, {pool.Free} free.");
        if (PassThru) WriteObject(pool);
    }

    private ResourcePoolStatus Change(AllocationSystem system)
    {
        var given = MyInvocation.BoundParameters;
        return system.ResourcePools.Change(
            Name, Apply, given.ContainsKey(nameof(Paused)) ? Paused.IsPresent : null,
                given.ContainsKey(nameof(Drain)) ? Drain.IsPresent : null, Cancellation);
    }

    private void ChangeResources()
    {
        if (!MayDo(Name, "Change resource pool", system => Change(system))) return;
        var pool = Change(Open());
        if (PassThru) WriteObject(pool);
    }
}
