using System.Management.Automation;
using Allocation.Core.Services;
using Allocation.PowerShell.Binding;
using Allocation.PowerShell.Completion;
using Allocation.PowerShell.Services;

namespace Allocation.PowerShell.Commands;

/// <summary>Makes a service of any definition, with all the values that its allocators give, or not at all.</summary>
[Cmdlet(VerbsCommon.New, "ServiceInstance", DefaultParameterSetName = OneByOne, SupportsShouldProcess = true)]
[OutputType(typeof(Service))]
public sealed class NewServiceInstanceCommand : ServiceCreationCmdlet
{
    /// <summary>The name of the definition.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(DefinitionNameCompleter))]
    public string Definition { get; set; } = "";

    /// <summary>The name of the service, when the attributes do not have it.</summary>
    [Parameter(Position = 1, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [OptionalName]
    public string? Name { get; set; }

    /// <summary>The attributes: a hashtable, an object, or the text of a JSON object, which is taken as it is.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Attributes")]
    public object? Attribute { get; set; }

    /// <inheritdoc/>
    private protected override IEnumerable<Func<(string, string, ServiceRequest)>> Requests() => [Describe];

    private protected override void Make(IReadOnlyList<ServiceRequest> requests, string? requestId)
    {
        foreach (var outcome in Open().Services.CreateAll(requests, requestId, Cancellation))
            WriteObject(Service.Of(Open(), outcome.Instance));
    }

    private protected override void Give(ServiceInstance instance) => WriteObject(Service.Of(Open(), instance));

    private (string, string, ServiceRequest) Describe()
    {
        var definition = Open().Definitions.Get(Definition, Name is null ? [] : [Name], Cancellation);
        var request = ServiceRequest.Of(definition, Attribute is null ? [] : AttributeValues.ToAttributes(Attribute, Name), Name,
            KeepPartial) with
        { Term = Term, Notes = Notes(Name) };
        return (request.Name, $"Create {definition.Name}", request);
    }
}
