using System.Management.Automation;
using Allocation.Core.Errors;
using Allocation.Core.Ledger;
using Allocation.PowerShell.Binding;

namespace Allocation.PowerShell.Commands;

/// <summary>What making services has in common, whatever their definition: one by one or all together, for how long, asked for once or again.</summary>
/// <typeparam name="TRequest">What is asked of the core.</typeparam>
public abstract class ServiceCreationCmdlet<TRequest> : AllocationCmdlet
{
    /// <summary>The parameter set of services that are made one by one.</summary>
    protected const string OneByOne = "OneByOne";

    /// <summary>The parameter set of services that are made together.</summary>
    protected const string Together = "Atomic";

    private readonly List<TRequest> _batch = [];
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
    /// Keeps a service that did not get all of its values: it is put out in the state rejected, beside the error, and can be resumed,
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

    private protected LeaseTerm Term => new(TimeAttribute.Readable(nameof(StartDate), StartDate), TimeAttribute.Readable(nameof(EndDate), EndDate), Lifetime);

    /// <summary>Makes what was collected, all or none.</summary>
    protected abstract void CreateAll(IReadOnlyList<TRequest> requests, string? requestId);

    /// <summary>Makes one service now.</summary>
    protected abstract void Create(TRequest request);

    /// <inheritdoc/>
    protected sealed override void Complete()
    {
        if (_batch.Count == 0) return;
        InputObject = null;
        if (_refused)
        {
            WriteWarning("-Atomic: none of the services was made, because not all of them could be asked for.");
            return;
        }

        CreateAll(_batch, _batchId);
    }

    /// <summary>Asks for one service of the pipeline: at once, or with -Atomic when all are known.</summary>
    /// <param name="describe">Reads the parameters: the name, what to call the action, what to ask for.</param>
    protected void Ask(Func<(string Name, string Action, TRequest Request)> describe)
    {
        _row++;
        _columns ??= new RowColumns(MyInvocation.MyCommand);
        var asked = Attempt(() =>
        {
            _columns.Check(InputObject, _row);
            Ask(describe());
        });
        if (!asked) _refused = true;
    }

    // Which row of a file an error is about; -Atomic learns some of them only when all rows are known.
    private protected override ErrorRecord RecordOf(AllocationException error)
    {
        var record = base.RecordOf(error);
        var row = InputObject?.BaseObject is PSCustomObject ? _row : error.Target is string name && _rows.TryGetValue(name, out var known) ? known : 0;
        if (row == 0 || error.Message.StartsWith("Row ", StringComparison.Ordinal)) return record;
        record.ErrorDetails = new($"Row {row}: {error.Message}") { RecommendedAction = record.ErrorDetails?.RecommendedAction };
        return record;
    }

    /// <summary>Puts the error of a service out that is kept in part.</summary>
    protected void WriteFailure(AllocationException? failure)
    {
        if (failure is not null) WriteError(RecordOf(failure));
    }

    private void Ask((string Name, string Action, TRequest Request) one)
    {
        if (Atomic && _batch.Count > 0 && RequestId != _batchId)
            throw new InvalidServiceException(one.Name, $"With -Atomic all services are one request, which has one id: '{_batchId}', not '{RequestId}'.");
        if (!ShouldProcess(one.Name, one.Action)) return;
        if (!Atomic)
        {
            Create(one.Request);
            return;
        }

        _batchId = RequestId;
        if (InputObject?.BaseObject is PSCustomObject) _rows.TryAdd(one.Name, _row);
        _batch.Add(one.Request);
    }
}
