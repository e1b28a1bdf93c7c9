using System.Management.Automation;
using Allocation.Core.Errors;
using Allocation.Core.Pools;
using Allocation.Core.Pools.Notations;
using Allocation.Core.ResourcePools;
using Allocation.Core.Storage;
using Allocation.PowerShell.Binding;
using Allocation.PowerShell.Completion;

namespace Allocation.PowerShell.Commands;

/// <summary>Makes a pool of numbers, or a pool of resources that commands make and delete.</summary>
[Cmdlet(VerbsCommon.New, "AllocationPool", SupportsShouldProcess = true, DefaultParameterSetName = OfNumbers)]
[OutputType(typeof(AllocationPool), typeof(ResourcePoolStatus))]
public sealed class NewAllocationPoolCommand : PoolSettingsCmdlet
{
    /// <summary>The name: 1 to 200 characters, none of * ? [ ] and colon.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    public string Name { get; set; } = "";

    /// <summary>The first number; 0 or above.</summary>
    [Parameter(ParameterSetName = OfNumbers, ValueFromPipelineByPropertyName = true)]
    [WholeNumber]
    public long? From { get; set; }

    /// <summary>The number after the last one.</summary>
    [Parameter(ParameterSetName = OfNumbers, ValueFromPipelineByPropertyName = true)]
    [WholeNumber]
    public long? To { get; set; }

    /// <summary>The network whose addresses or subnets the pool gives, such as 10.20.0.0/24 or 2001:db8::/64.</summary>
    [Parameter(ParameterSetName = OfNumbers, ValueFromPipelineByPropertyName = true)]
    [EmptyIsAbsent]
    public string? Network { get; set; }

    /// <summary>How long the prefix of each subnet is; with -Network.</summary>
    [Parameter(ParameterSetName = OfNumbers, ValueFromPipelineByPropertyName = true)]
    [WholeNumber]
    public long? PrefixLength { get; set; }

    /// <summary>The allocation of the subnet whose addresses the pool gives, or its reservation id.</summary>
    [Parameter(ParameterSetName = OfNumbers)]
    [Reservation]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ReservationIdCompleter))]
    public string? ParentAllocation { get; set; }

    /// <summary>What the MAC addresses begin with that the pool gives, such as 52:54:00.</summary>
    [Parameter(ParameterSetName = OfNumbers, ValueFromPipelineByPropertyName = true)]
    [EmptyIsAbsent]
    public string? MacPrefix { get; set; }

    /// <summary>The pattern of the texts that the pool gives, such as web-{0:000}.</summary>
    [Parameter(ParameterSetName = OfNumbers, ValueFromPipelineByPropertyName = true)]
    [EmptyIsAbsent]
    public string? Pattern { get; set; }

    /// <summary>Makes a resource; what it prints becomes the resource's data.</summary>
    [Parameter(ParameterSetName = OfResources, Mandatory = true)]
    [PoolSetting("cmd_new")]
    public string[] NewCommand { get; set; } = [];

    /// <summary>Deletes a resource.</summary>
    [Parameter(ParameterSetName = OfResources, Mandatory = true)]
    [PoolSetting("cmd_delete")]
    public string[] DeleteCommand { get; set; } = [];

    /// <inheritdoc/>
    private protected override StoreAct StoreAct => StoreAct.CreatePool;

    /// <inheritdoc/>
    protected override void ProcessItem()
    {
        if (ParameterSetName == OfResources)
        {
            var pool = Apply(new ResourcePoolSettings());
            ResourcePoolCatalog.Check(Name, pool);
            if (MayDo(Name, "Create resource pool", system => system.ResourcePools.Create(Name, pool, Cancellation)))
                WriteObject(Open().ResourcePools.Create(Name, pool, Cancellation));
            return;
        }

        var settings = Settings(Name, From, To) with
        {
            Notation = new NotationChoice(Network, PrefixLength, MacPrefix, Pattern, ParentAllocation).Read(Name),
            ParentAllocation = ParentAllocation,
        };
        if (settings.LacksRange)
            throw new InvalidPoolException(Name,
                $"Pool '{Name}' needs what it gives: -From and -To, or -Range, or -Network, or -ParentAllocation, or -MacPrefix, " +
                "or -Pattern with digits; a pool of machines and the like has a -NewCommand instead.");
        var gives = PoolCatalog.Check(Name, settings);
        if (MayDo($"{Name} {gives}", "Create pool",
            system => system.Pools.Create(Name, settings, Cancellation)))
            WriteObject(Open().Pools.Create(Name, settings, Cancellation));
    }
}
