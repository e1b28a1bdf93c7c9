using System.Management.Automation;
using System.Text.Json.Nodes;
using Allocation.Core.Definitions;
using Allocation.Core.Errors;
using Allocation.Core.Ledger;
using Allocation.Core.Services;
using Allocation.PowerShell.Binding;
using Allocation.PowerShell.Completion;
using Allocation.PowerShell.Errors;
using Allocation.PowerShell.Services;

namespace Allocation.PowerShell.Commands;

/// <summary>
/// <para type="synopsis">Makes a service of any definition, with all the values that its allocators give, or not at all.</para>
/// <para type="description">When an allocator fails, what earlier ones took is given back and the service is gone; the error
/// AllocationFailed says which one failed, why, and what was released.</para>
/// </summary>
/// <example>
/// <code>New-ServiceInstance Switch -Attribute @{ name = 'sw1'; ports = @(@{ name = 'eth0' }, @{ name = 'eth1' }) }</code>
/// </example>
/// <example>
/// <code>'a', 'b' | New-ServiceInstance Note -Atomic</code>
/// </example>
[Cmdlet(VerbsCommon.New, "ServiceInstance", DefaultParameterSetName = OneByOne, SupportsShouldProcess = true)]
[OutputType(typeof(Service))]
public sealed class NewServiceInstanceCommand : AllocationCmdlet
{
    private const string OneByOne = "OneByOne";
    private const string Together = "Atomic";

    private readonly List<ServiceRequest> _batch = [];
    private string? _batchId;
    private bool _refused;

    /// <summary>
    /// <para type="description">The name of the definition.</para>
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(DefinitionNameCompleter))]
    public string Definition { get; set; } = "";

    /// <summary>
    /// <para type="description">The name of the service, when the attributes do not have it.</para>
    /// </summary>
    [Parameter(Position = 1, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [OptionalText]
    public string? Name { get; set; }

    /// <summary>
    /// <para type="description">The attributes: a hashtable or an object. A key may be a path, such as 'ports[name=eth0].note'.</para>
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Attributes")]
    public object? Attribute { get; set; }

    /// <summary>
    /// <para type="description">Your own id of this request: the same request again returns the same service and takes nothing.</para>
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [OptionalText]
    public string? RequestId { get; set; }

    /// <summary>
    /// <para type="description">When the service begins, as it is shown in the ledger; at once when it is not given. Its values are held from now on.</para>
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [OptionalTime]
    public DateTimeOffset? StartDate { get; set; }

    /// <summary>
    /// <para type="description">When the service ends; open-ended when neither it nor -Lifetime is given. Then it is removed by the next maintenance pass,
    /// or when somebody needs what it holds.</para>
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [OptionalTime]
    public DateTimeOffset? EndDate { get; set; }

    /// <summary>
    /// <para type="description">How long after its begin the service ends, such as 08:00:00 for eight hours; instead of -EndDate.</para>
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Duration]
    public TimeSpan? Lifetime { get; set; }

    /// <summary>
    /// <para type="description">Keeps a service whose allocation failed: it is put out in the state rejected, beside the error, and
    /// Resume-ServiceInstance fills in what is missing.</para>
    /// </summary>
    [Parameter(ParameterSetName = OneByOne)]
    public SwitchParameter KeepPartial { get; set; }

    /// <summary>
    /// <para type="description">All services of the pipeline or none: they are made together when the last one is known.</para>
    /// </summary>
    [Parameter(ParameterSetName = Together, Mandatory = true)]
    public SwitchParameter Atomic { get; set; }

    /// <inheritdoc/>
    protected override void ProcessItem()
    {
        if (!Attempt(Request)) _refused = true;
    }

    /// <inheritdoc/>
    protected override void Complete()
    {
        if (_batch.Count == 0) return;
        if (_refused)
        {
            WriteWarning("-Atomic: none of the services was made, because not all of them could be asked for.");
            return;
        }

        foreach (var outcome in Open().Services.CreateAll(_batch, _batchId, Cancellation)) WriteObject(Service.Of(Open(), outcome.Instance));
    }

    private void Request()
    {
        var definition = Open().Definitions.Get(Definition, Cancellation);
        var request = ServiceRequest.Of(definition, Attributes(definition), KeepPartial) with { Term = new LeaseTerm(StartDate, EndDate, Lifetime) };
        if (Atomic && _batch.Count > 0 && RequestId != _batchId)
            throw new InvalidServiceException(request.Name, $"With -Atomic all services are one request, which has one id: '{_batchId}', not '{RequestId}'.");
        if (!ShouldProcess(request.Name, $"Create {definition.Name}")) return;
        if (Atomic)
        {
            _batchId = RequestId;
            _batch.Add(request);
            return;
        }

        var outcome = Open().Services.Create(request, RequestId, Cancellation);
        WriteObject(Service.Of(Open(), outcome.Instance));
        if (outcome.Failure is not null) WriteError(ErrorRecords.Of(outcome.Failure));
    }

    private JsonObject Attributes(ServiceDefinition definition)
    {
        var attributes = Attribute is null ? [] : AttributeValues.ToAttributes(Attribute, Name);
        if (Name is null) return attributes;
        var isNumber = definition.Shape.Attribute(definition.Identity)!.Type == AttributeType.Integer;
        attributes[definition.Identity] = isNumber && long.TryParse(Name, out var number) ? JsonValue.Create(number) : JsonValue.Create(Name);
        return attributes;
    }
}
