using System.Management.Automation;
using Allocation.Core.Errors;
using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Core.Storage.Notes;
using Allocation.PowerShell.Binding;
using Allocation.PowerShell.Completion;

namespace Allocation.PowerShell.Commands;

/// <summary>What making things that hold numbers has in common: one by one or all together, for how long, asked for once or
/// again.</summary>
/// <typeparam name="TRequest">What is asked for.</typeparam>
public abstract class CreationCmdlet<TRequest> : AllocationCmdlet
{
    /// <summary>The parameter set of things that are made one by one.</summary>
    protected const string OneByOne = "OneByOne";

    /// <summary>The parameter set of things that are made together.</summary>
    protected const string Together = "Atomic";

    private readonly List<(string Name, string Action, TRequest Request)> _batch = [];
    private readonly List<int> _batchRows = [];
    private RowColumns? _columns;
    private readonly Dictionary<string, int> _rows = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _requestIds = [];
    private int _row;
    private string? _batchId;
    private bool _refused;
    private NoteParameters? _notes;

    /// <summary>
    /// Your own id of this request: the same request again returns the same and takes nothing; the same id with other arguments
    /// is the error RequestConflict.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [OptionalText]
    public string? RequestId { get; set; }

    /// <summary>When it begins, as it is shown in the ledger.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("start_date")]
    [Time(KeepUnreadable = true)]
    public DateTimeOffset? StartDate { get; set; }

    /// <summary>When it ends; open-ended when neither it nor -Lifetime is given.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("end_date")]
    [Time(KeepUnreadable = true)]
    public DateTimeOffset? EndDate { get; set; }

    /// <summary>How long after its begin it ends, such as 08:00:00 for eight hours; instead of -EndDate.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Duration]
    public TimeSpan? Lifetime { get; set; }

    /// <summary>What it is for.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    [Note]
    public string? Description { get; set; }

    /// <summary>Whose it is: a person, a team, a customer.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    [Note]
    [ArgumentCompleter(typeof(NoteOwnerCompleter))]
    public string? Owner { get; set; }

    /// <summary>Tags to find it by, each key or key=value.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString, AllowEmptyCollection]
    [Alias("Tags")]
    [Tags]
    [ArgumentCompleter(typeof(NoteTagCompleter))]
    public string[]? Tag { get; set; }

    /// <summary>All of the pipeline or none: they are made together when the last one is known.</summary>
    [Parameter(ParameterSetName = Together, Mandatory = true)]
    public SwitchParameter Atomic { get; set; }

    /// <summary>A row, such as one of Import-Csv, whose columns are the parameters.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    public PSObject? InputObject { get; set; }

    private bool IsRow => InputObject?.BaseObject is PSCustomObject;

    private protected LeaseTerm Term => new(
        TimeAttribute.Readable(nameof(StartDate), StartDate, Refusal),
        TimeAttribute.Readable(nameof(EndDate), EndDate, Refusal),
        Lifetime);

    /// <summary>What is noted of what is made.</summary>
    private protected NoteSet Notes(string? name)
    {
        Func<string, AllocationException> refusal = mistake => Refusal(name, mistake);
        var change = InputObject?.BaseObject is AllocationPool
            ? _notes!.ReadTyped(Description, Owner, Tag, refusal)
            : _notes!.Read(Description, Owner, Tag, refusal);
        return change.ApplyTo(NoteSet.None);
    }

    /// <summary>What is made; its plural ends in s.</summary>
    private protected abstract string Thing { get; }

    /// <summary>The error of an argument that is not acceptable.</summary>
    /// <param name="name">The name of what was to be made, if it has one.</param>
    /// <param name="message">The mistake, as a whole sentence.</param>
    private protected abstract AllocationException Refusal(string? name, string message);

    /// <summary>Makes what was collected, all or none.</summary>
    protected abstract void CreateAll(IReadOnlyList<TRequest> requests, string? requestId);

    /// <summary>Makes one, and what waits before it; or lets it wait. Each action is one thing made, which may fail on its own.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="row">The row of its file; 0 for none.</param>
    private protected abstract IEnumerable<Action> Create(TRequest request, int row);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _notes = new NoteParameters(MyInvocation);
    }

    /// <inheritdoc/>
    protected sealed override void Complete()
    {
        if (_batch.Count == 0) return;
        InputObject = null;
        var requests = _batch.ConvertAll(one => one.Request);
        if (_refused) Review(requests, _batchId);
        else if (OnlyPreviews) Foretell(_batch, _batchId);
        else CreateAll(requests, _batchId);
        if (_refused)
            WriteWarning($"-Atomic: no {Thing} was created, because at least one request was refused. Correct what the errors say and " +
                "run the command again.");
    }

    /// <summary>Says what would be made and what would come of it, without making anything.</summary>
    private protected abstract void Foretell(IReadOnlyList<(string Name, string Action, TRequest Request)> ones, string? requestId);

    /// <summary>Puts out the errors that requests of a batch would have that is not made because of others.</summary>
    private protected abstract void Review(IReadOnlyList<TRequest> requests, string? requestId);

    /// <summary>Puts out why requests of a batch cannot be met.</summary>
    private protected void WriteRefusals(IReadOnlyList<BatchRefusal> refusals)
    {
        foreach (var (place, error) in refusals)
            WriteError(RecordOf(error, Atomic && place is { } row ? _batchRows[row] : RowOf(error)));
        _refused |= refusals.Count > 0;
    }

    /// <summary>What is asked for in one input object: each with its name and what is done, checked when it is taken.</summary>
    private protected abstract IEnumerable<Func<(string Name, string Action, TRequest Request)>> Requests();

    /// <inheritdoc/>
    private protected sealed override IEnumerable<Action> Items()
    {
        var all = Requests().ToList();
        if (RequestId is not null && !Atomic && all.Count > 1)
        {
            yield return () => throw Refusal(null,
                $"A request id names one request, and '{RequestId}' was given for {all.Count} {Thing}s. Add -Atomic, which makes them " +
                "one request, or give each another request id.");
            yield break;
        }

        foreach (var describe in all)
        {
            _row++;
            var (accepted, due) = (false, default(TRequest));
            yield return () =>
            {
                _columns ??= new RowColumns(MyInvocation.MyCommand, Refusal);
                _columns.Check(InputObject, _row);
                var one = describe();
                if (Accept(one)) due = one.Request;
                accepted = true;
            };
            if (!accepted) _refused = true;
            if (due is null) continue;
            foreach (var making in Create(due, IsRow ? _row : 0)) yield return making;
        }
    }

    /// <inheritdoc/>
    protected sealed override void ProcessItem()
    {
    }

    private protected override ErrorRecord RecordOf(AllocationException error) => RecordOf(error, RowOf(error));

    private ErrorRecord RecordOf(AllocationException error, int row)
    {
        var record = base.RecordOf(error);
        if (row == 0 || error.Message.StartsWith("Row ", StringComparison.Ordinal)) return record;
        record.ErrorDetails = new($"Row {row}: {record.ErrorDetails?.Message ?? error.Message}")
        {
            RecommendedAction = record.ErrorDetails?.RecommendedAction,
        };
        return record;
    }

    // Which row of a file an error is about; -Atomic learns some of them only when all rows are known.
    private protected virtual int RowOf(AllocationException error) =>
        IsRow ? _row
            : (error.Place?.Service ?? error.Target) is string name && _rows.TryGetValue(name, out var known) ? known : 0;

    // Whether it is to be made now: not for a preview, and with -Atomic all are made together at the end.
    private bool Accept((string Name, string Action, TRequest Request) one)
    {
        if (Atomic && _batch.Count > 0 && RequestId != _batchId)
            throw Refusal(one.Name,
                $"With -Atomic all {Thing}s are one request and must have one request id: it is '{_batchId}', not '{RequestId}'.");
        if (!Atomic)
        {
            if (RequestId is not null && _requestIds.TryAdd(RequestId, one.Name) is false && _requestIds[RequestId] != one.Name)
                throw Refusal(one.Name,
                    $"The request id '{RequestId}' was used in this command for '{_requestIds[RequestId]}', and names one request. Add " +
                    $"-Atomic, which makes all {Thing}s one request, or give '{one.Name}' another request id.");
            if (!OnlyPreviews) return ShouldProcess(one.Name, one.Action);
            Foretell([one], RequestId);
            return false;
        }

        if (!OnlyPreviews && !ShouldProcess(one.Name, one.Action)) return false;
        _batchId = RequestId;
        if (IsRow) _rows.TryAdd(one.Name, _row);
        _batchRows.Add(IsRow ? _row : 0);
        _batch.Add(one);
        return false;
    }
}
