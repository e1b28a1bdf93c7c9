using System.Management.Automation;
using Allocation.Core.Definitions;
using Allocation.Core.Errors;
using Allocation.Core.Inventories;
using Allocation.Core.Services;
using Allocation.PowerShell.Binding;
using Allocation.PowerShell.Completion;

namespace Allocation.PowerShell.Commands;

/// <summary>Makes a service with two VLAN ids, north and south, or none.</summary>
[Cmdlet(VerbsCommon.New, "VlanService", DefaultParameterSetName = OneByOne, SupportsShouldProcess = true)]
[OutputType(typeof(VlanService))]
public sealed class NewVlanServiceCommand : ServiceCreationCmdlet
{
    /// <summary>The environment variable that names a VLAN pool file.</summary>
    private const string PoolFileVariable = "VLAN_POOL_FILE";

    /// <summary>The name: 1 to 200 characters, no control characters.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [AllowNull, AllowEmptyString, AllowEmptyCollection]
    [ServiceName]
    public string[] Name { get; set; } = [];

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
    private IEnumerable<string> Names() => InputObject?.BaseObject is string line ? [.. new[] { line.Trim() }.Where(name => name.Length > 0)] : Name;

    /// <inheritdoc/>
    protected override void CreateAll(IReadOnlyList<ServiceRequest> requests, string? requestId) =>
        WriteObject(Open().VlanServices.CreateAllChecked(requests, requestId, Cancellation), enumerateCollection: true);

    /// <inheritdoc/>
    protected override void Create(ServiceRequest request)
    {
        var outcome = Open().VlanServices.CreateChecked(request, RequestId, Cancellation);
        WriteVerbose($"'{outcome.Service.Name}' is {outcome.Service.State}: north {outcome.Service.NorthVlanId}, south {outcome.Service.SouthVlanId}.");
        WriteObject(outcome.Service);
        WriteFailure(outcome.Failure);
    }

    private VlanServiceRequest Describe(string name)
    {
        var north = Source(name, NorthPool, NorthInventory);
        var south = Source(name, SouthPool, SouthInventory);
        if (PoolFile is not null && (north ?? south) is not null)
            throw new InvalidServiceException(name, $"'{name}' takes its VLAN ids from pools and inventories or from a pool file, not from both.");
        var file = PoolFile ?? ((north ?? south) is null ? Environment.GetEnvironmentVariable(PoolFileVariable) : null);
        return new VlanServiceRequest(name)
        {
            NorthPool = north ?? VlanServiceDefinition.DefaultPool,
            SouthPool = south ?? VlanServiceDefinition.DefaultPool,
            NorthVlanId = WholeNumberAttribute.Readable(name, nameof(NorthVlanId), NorthVlanId),
            SouthVlanId = WholeNumberAttribute.Readable(name, nameof(SouthVlanId), SouthVlanId),
            PoolFile = string.IsNullOrEmpty(file) ? null : Paths.ResolvePoolFile(file),
            Term = Term,
            KeepPartial = KeepPartial,
        };
    }

    // A pool, a registered inventory, or file:PATH for a VLAN pool file.
    private string? Source(string name, string? pool, string? inventory)
    {
        if (pool is not null && inventory is not null)
            throw new InvalidServiceException(name, $"'{name}' takes a VLAN id from a pool or from an inventory, not from both.");
        if (inventory is not null) return InventoryPool.OfRegistered(inventory);
        return pool?.StartsWith(InventoryPool.FilePrefix, StringComparison.Ordinal) == true
            ? InventoryPool.FilePrefix + Paths.ResolvePoolFile(pool[InventoryPool.FilePrefix.Length..])
            : pool;
    }
}
