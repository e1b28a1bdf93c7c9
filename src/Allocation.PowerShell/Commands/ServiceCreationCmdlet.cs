using System.Management.Automation;
using Allocation.Core.Errors;
using Allocation.Core.Ledger;
using Allocation.Core.Services;
using Allocation.Core.Storage;
using Allocation.PowerShell.Binding;

namespace Allocation.PowerShell.Commands;

/// <summary>What making services has in common, whatever their definition: one by one or all together, for how long, asked for once or
/// again.</summary>
public abstract class ServiceCreationCmdlet : AllocationCmdlet
{
    /// <summary>The parameter set of services that are made one by one.</summary>
    protected const string OneByOne = "OneByOne";

    /// <summary>The parameter set of services that are made together.</summary>
    protected const string Together = "Atomic";

    private readonly List<ServiceRequest> _batch = [];
    private readonly List<string> _actions = [];
    private RowColumns? _columns;
    private readonly Dictionary<string, int> _rows = new(StringComparer.OrdinalIgnoreCase);
    private int _row;
    private string? _batchId;
    private bool _refused;

    /// <summary>
    /// Your own id of this request: the same request again returns the same service and takes nothing; the same id with other arguments
    /// is the error RequestConflict.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [OptionalText]
    public string? RequestId { get; set; }

    /// <summary>When the service begins, as it is shown in the ledger.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Time(KeepUnreadable = true)]
    public DateTimeOffset? StartDate { get; set; }

    /// <summary>When the service ends; open-ended when neither it nor -Lifetime is given.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Time(KeepUnreadable = true)]
    public DateTimeOffset? EndDate { get; set; }

    /// <summary>How long after its begin the service ends, such as 08:00:00 for eight hours; instead of -EndDate.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Duration]
    public TimeSpan? Lifetime { get; set; }

    /// <summary>
    /// Keeps a service that did not get all of its values: it is returned in the state rejected, beside the error, and can be resumed,
    /// which fills in what is missing.
    /// </summary>
    [Parameter(ParameterSetName = OneByOne)]
    public SwitchParameter KeepPartial { get; set; }

    /// <summary>All services of the pipeline or none: they are made together when the last one is known.</summary>
    [Parameter(ParameterSetName = Together, Mandatory = true)]
    public SwitchParameter Atomic { get; set; }

    /// <summary>A row, such as one of Import-Csv, whose columns are the parameters.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    public PSObject? InputObject { get; set; }

    /// <inheritdoc/>
    private protected override StoreAct StoreAct => StoreAct.CreateService;

    private protected LeaseTerm Term =>
        new(TimeAttribute.Readable(nameof(StartDate), StartDate), TimeAttribute.Readable(nameof(EndDate), EndDate), Lifetime);

    /// <summary>Makes what was collected, all or none.</summary>
    protected abstract void CreateAll(IReadOnlyList<ServiceRequest> requests, string? requestId);

    /// <summary>Makes one service now.</summary>
    protected abstract void Create(ServiceRequest request);

    /// <inheritdoc/>
    protected sealed override void Complete()
    {
        if (_batch.Count == 0) return;
        InputObject = null;
        if (_refused)
        {
            WriteWarning("-Atomic: no service was created, because at least one request is not valid. Correct it and run the " +
                "command again.");
            return;
        }

        if (!OnlyPreviews)
        {
            CreateAll(_batch, _batchId);
            return;
        }

        var outcomes = Preview.OfNew(_batch, _batchId, Cancellation);
        for (var i = 0; i < outcomes.Count; i++) Foretell(_batch[i].Name, _actions[i], outcomes[i]);
    }

    /// <summary>What is asked for in one input object: each with its name and what is done, checked when it is taken.</summary>
    private protected abstract IEnumerable<Func<(string Name, string Action, ServiceRequest Request)>> Requests();

    /// <inheritdoc/>
    private protected sealed override IEnumerable<Action> Items()
    {
        foreach (var describe in Requests())
        {
            _row++;
            var accepted = false;
            yield return () =>
            {
                _columns ??= new RowColumns(MyInvocation.MyCommand);
                _columns.Check(InputObject, _row);
                var request = Accept(describe());
                accepted = true;
                if (request is not null) Create(request);
            };
            if (!accepted) _refused = true;
        }
    }

    /// <inheritdoc/>
    protected sealed override void ProcessItem()
    {
    }

    // Which row of a file an error is about; -Atomic learns some of them only when all rows are known.
    private protected override ErrorRecord RecordOf(AllocationException error)
    {
        var record = base.RecordOf(error);
        var row = InputObject?.BaseObject is PSCustomObject ? _row
            : error.Target is string name && _rows.TryGetValue(name, out var known) ? known : 0;
        if (row == 0 || error.Message.StartsWith("Row ", StringComparison.Ordinal)) return record;
        record.ErrorDetails = new($"Row {row}: {error.Message}") { RecommendedAction = record.ErrorDetails?.RecommendedAction };
        return record;
    }

    /// <summary>Puts the error of a service out that is kept in part.</summary>
    protected void WriteFailure(AllocationException? failure)
    {
        if (failure is not null) WriteError(RecordOf(failure));
    }

    // The request, if it is to be made now: not for a preview, and with -Atomic all are made together at the end.
    private ServiceRequest? Accept((string Name, string Action, ServiceRequest Request) one)
    {
        if (Atomic && _batch.Count > 0 && RequestId != _batchId)
            throw new InvalidServiceException(one.Name,
                $"With -Atomic all services are one request and must have one request id: it is '{_batchId}', not '{RequestId}'.");
        if (!Atomic)
            return MayDo(one.Name, one.Action, preview => preview.OfNew([one.Request], RequestId, Cancellation)[0]) ? one.Request : null;
        if (!OnlyPreviews && !ShouldProcess(one.Name, one.Action)) return null;
        _batchId = RequestId;
        _actions.Add(one.Action);
        if (InputObject?.BaseObject is PSCustomObject) _rows.TryAdd(one.Name, _row);
        _batch.Add(one.Request);
        return null;
    }
}
