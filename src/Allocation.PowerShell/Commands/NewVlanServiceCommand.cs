using System.Management.Automation;
using Allocation.Core.Services;
using Allocation.PowerShell.Binding;
using Allocation.PowerShell.Completion;

namespace Allocation.PowerShell.Commands;

/// <summary>Makes a service with two VLAN ids, north and south, or none.</summary>
[Cmdlet(VerbsCommon.New, "VlanService", DefaultParameterSetName = OneByOne, SupportsShouldProcess = true)]
[OutputType(typeof(VlanService))]
public sealed class NewVlanServiceCommand : ServiceCreationCmdlet
{
    /// <summary>The name: 1 to 200 characters, no control characters.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [AllowNull, AllowEmptyString, AllowEmptyCollection]
    [ServiceName]
    public string[] Name { get; set; } = [];

    /// <summary>The pool of each VLAN id for which no other pool or inventory is named.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [OptionalText]
    [ArgumentCompleter(typeof(PoolNameCompleter))]
    public string? Pool { get; set; }

    /// <summary>The pool of the north VLAN id.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [OptionalText]
    [ArgumentCompleter(typeof(PoolNameCompleter))]
    public string? NorthPool { get; set; }

    /// <summary>The pool of the south VLAN id.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [OptionalText]
    [ArgumentCompleter(typeof(PoolNameCompleter))]
    public string? SouthPool { get; set; }

    /// <summary>The registered inventory that gives the north VLAN id, instead of a pool.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [OptionalText]
    [ArgumentCompleter(typeof(InventoryNameCompleter))]
    public string? NorthInventory { get; set; }

    /// <summary>The registered inventory that gives the south VLAN id, instead of a pool.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [OptionalText]
    [ArgumentCompleter(typeof(InventoryNameCompleter))]
    public string? SouthInventory { get; set; }

    /// <summary>Exactly this VLAN id on the north side, or none.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [WholeNumber(KeepUnreadable = true)]
    public long? NorthVlanId { get; set; }

    /// <summary>Exactly this VLAN id on the south side, or none.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [WholeNumber(KeepUnreadable = true)]
    public long? SouthVlanId { get; set; }

    /// <summary>The VLAN pool file that gives both VLAN ids, instead of pools.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [OptionalText]
    public string? PoolFile { get; set; }

    /// <inheritdoc/>
    private protected override IEnumerable<Func<(string, string, ServiceRequest)>> Requests() =>
        Names().Select(name => (Func<(string, string, ServiceRequest)>)(() => (name, "Create VLAN service", Describe(name).ToRequest())));

    // A file of names has blank lines and blanks behind names; a name that was typed must be as it is meant.
    private IEnumerable<string> Names() =>
        InputObject?.BaseObject is string line ? [.. new[] { line.Trim() }.Where(name => name.Length > 0)] : Name;

    private protected override void Make(IReadOnlyList<ServiceRequest> requests, string? requestId) =>
        WriteObject(Open().VlanServices.CreateAllChecked(requests, requestId, Cancellation), enumerateCollection: true);

    private protected override void Give(ServiceInstance instance)
    {
        var service = VlanService.Of(instance);
        WriteVerbose($"'{service.Name}' is {service.State}: north {service.NorthVlanId}, south {service.SouthVlanId}.");
        WriteObject(service);
    }

    private VlanServiceRequest Describe(string name)
    {
        var request = new VlanServiceRequest(name)
        {
            NorthVlanId = WholeNumberAttribute.Readable(name, nameof(NorthVlanId), NorthVlanId, Refusal),
            SouthVlanId = WholeNumberAttribute.Readable(name, nameof(SouthVlanId), SouthVlanId, Refusal),
            Term = Term,
            Notes = Notes(name),
            KeepPartial = KeepPartial,
        };
        var sources = new VlanSources
        {
            Pool = Pool,
            NorthPool = NorthPool,
            NorthInventory = NorthInventory,
            SouthPool = SouthPool,
            SouthInventory = SouthInventory,
            PoolFile = PoolFile,
        };
        return sources.ApplyTo(request, Paths.ResolvePoolFile);
    }
}
