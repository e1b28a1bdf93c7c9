using System.Management.Automation;
using Allocation.Core.Direct;
using Allocation.Core.Errors;
using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.PowerShell.Binding;
using Allocation.PowerShell.Completion;
using Allocation.PowerShell.Completion.Numbers;
using Allocation.PowerShell.Views;

namespace Allocation.PowerShell.Commands;

/// <summary>Takes numbers of pools directly, under a name, without a service.</summary>
[Cmdlet(VerbsCommon.New, "Allocation", DefaultParameterSetName = OneByOne, SupportsShouldProcess = true)]
[OutputType(typeof(AllocationRecord))]
public sealed class NewAllocationCommand : CreationCmdlet<DirectRequest>
{
    private bool _isNamed;

    /// <summary>The pools.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ServiceName]
    [ArgumentCompleter(typeof(PoolNameCompleter))]
    public string[] Pool { get; set; } = [];

    /// <summary>The names under which the numbers are held.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [AllowNull, AllowEmptyString, AllowEmptyCollection]
    [ServiceName(Alias = "LeaseName")]
    [Alias("LeaseName")]
    public string[] Name { get; set; } = [];

    /// <summary>Exactly these, as the pool writes them, or none: 150, 150-159, 10.20.0.7.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Number", "Vid", "Vlan", "Address", "Prefix", "Mac", "Text")]
    [Exclusions]
    [ArgumentCompleter(typeof(FreeResourceCompleter))]
    public string[]? ResourceId { get; set; }

    /// <summary>How many.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [WholeNumber(KeepUnreadable = true)]
    public long? Count { get; set; }

    /// <summary>Only numbers that stand side by side.</summary>
    [Parameter]
    public SwitchParameter Contiguous { get; set; }

    /// <summary>Puts out what the name holds in the pool already, instead of an error.</summary>
    [Parameter]
    public SwitchParameter IfNotExists { get; set; }

    private protected override string Thing => "allocation";

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _isNamed = MyInvocation.BoundParameters.ContainsKey(nameof(Name));
    }

    private protected override IEnumerable<Func<(string, string, DirectRequest)>> Requests() =>
        Pools().SelectMany(pool => Names().Select(name => (Func<(string, string, DirectRequest)>)(() => Describe(pool, name))));

    /// <inheritdoc/>
    protected override void CreateAll(IReadOnlyList<DirectRequest> requests, string? requestId) =>
        Write(Open().Direct.TakeAll(requests, requestId, Cancellation));

    private protected override IEnumerable<Action> Create(DirectRequest request, int row) =>
        [() => Write(Open().Direct.TakeAll([request], RequestId, Cancellation))];

    private protected override void Foretell(IReadOnlyList<(string Name, string Action, DirectRequest Request)> ones, string? requestId)
    {
        var refusals = Preview.System.Direct.TakeAll(ones.Select(one => one.Request).ToList(), requestId, Cancellation).Refusals;
        WriteRefusals(refusals);
        if (refusals.Count > 0) return;
        foreach (var one in ones) Foretell(one.Name, one.Action, "");
    }

    private protected override void Review(IReadOnlyList<DirectRequest> requests, string? requestId) =>
        WriteRefusals(Open().Direct.Rehearse(requests, requestId, Cancellation).Refusals);

    private protected override AllocationException Refusal(string? name, string message) => new InvalidAllocationException(name, message);

    // None at all is refused when the request is checked.
    private IEnumerable<string> Pools() => Pool.Length > 0 ? Pool : [""];

    // A file of names has blank lines and blanks behind names; a name that was typed must be as it is meant.
    // The name of a pool is not the name of what is taken from it.
    private IEnumerable<string> Names() => InputObject switch
    {
        { BaseObject: string line } => [.. new[] { line.Trim() }.Where(name => name.Length > 0)],
        { } row when !_isNamed && Shown.Is<AllocationPool>(row) => [""],
        _ => Name,
    };

    private (string Name, string Action, DirectRequest Request) Describe(string pool, string name)
    {
        var request = new DirectRequest(pool, name)
        {
            ResourceIds = ResourceId is [_, ..] && !ResourceId.All(string.IsNullOrWhiteSpace) ? ResourceId : [],
            Count = WholeNumberAttribute.Readable(name, nameof(Count), Count, Refusal),
            Contiguous = Contiguous,
            IfNotExists = IfNotExists,
            Term = Term,
            Notes = Notes(name),
        };
        return (name, $"Take {request.What} of pool '{pool}'", request);
    }

    private void Write(DirectOutcome outcome)
    {
        WriteObject(outcome.Taken, enumerateCollection: true);
        WriteRefusals(outcome.Refusals);
    }
}
