using System.Management.Automation;
using Allocation.Core.Errors;
using Allocation.Core.Services;
using Allocation.Core.Services.Running;
using Allocation.Core.Storage;

namespace Allocation.PowerShell.Commands;

/// <summary>What making services has in common, whatever their definition.</summary>
public abstract class ServiceCreationCmdlet : CreationCmdlet<ServiceRequest>
{
    /// <summary>
    /// Keeps a service that did not get all of its values: it is returned in the state rejected, beside the error, and can be resumed,
    /// which fills in what is missing.
    /// </summary>
    [Parameter(ParameterSetName = OneByOne)]
    public SwitchParameter KeepPartial { get; set; }

    private CreationQueue? _queue;
    private int? _givenRow;

    private protected override StoreAct StoreAct => StoreAct.CreateService;

    private protected sealed override string Thing => "service";

    /// <inheritdoc/>
    protected sealed override void CreateAll(IReadOnlyList<ServiceRequest> requests, string? requestId) =>
        OrRefusals(requests, () => Make(requests, requestId));

    private protected sealed override IEnumerable<Action> Create(ServiceRequest request, int row) =>
        Making(() => (_queue ??= Open().Queue()).Add(request, RequestId, row, Cancellation));

    private protected sealed override IEnumerable<Action> LastItems()
    {
        yield return Complete;
        foreach (var making in Making(() => _queue?.Rest(Cancellation) ?? [])) yield return making;
    }

    // An error is about the row that asked, whichever row came last.
    private protected sealed override int RowOf(AllocationException error) => _givenRow ?? base.RowOf(error);

    private protected sealed override void Foretell(
        IReadOnlyList<(string Name, string Action, ServiceRequest Request)> ones, string? requestId)
    {
        var requests = ones.Select(one => one.Request).ToList();
        OrRefusals(
            requests,
            () =>
            {
                var outcomes = Preview.OfNew(requests, requestId, Cancellation);
                for (var i = 0; i < outcomes.Count; i++) Foretell(ones[i].Name, ones[i].Action, outcomes[i]);
            });
    }

    private protected sealed override void Review(IReadOnlyList<ServiceRequest> requests, string? requestId) =>
        WriteReview(requests, null);

    /// <summary>Makes all or none, and puts them out.</summary>
    private protected abstract void Make(IReadOnlyList<ServiceRequest> requests, string? requestId);

    /// <summary>Puts out a service that was made.</summary>
    private protected abstract void Give(ServiceInstance instance);

    private protected sealed override AllocationException Refusal(string? name, string message) =>
        new InvalidServiceException(name, message);

    private IEnumerable<Action> Making(Func<IEnumerable<CreationResult>> make)
    {
        IEnumerator<CreationResult>? results = null;
        try
        {
            for (var more = true; more;)
            {
                more = false;
                yield return () =>
                {
                    _givenRow = null;
                    more = (results ??= make().GetEnumerator()).MoveNext();
                    if (!more) return;
                    _givenRow = results.Current.Mark;
                    var made = results.Current.Made;
                    Give(made.Instance);
                    if (made.Failure is { } failure) WriteError(RecordOf(failure));
                };
            }
        }
        finally
        {
            _givenRow = null;
            results?.Dispose();
        }
    }

    // A transaction ends at the first mistake; the others are found on a copy.
    private void OrRefusals(IReadOnlyList<ServiceRequest> requests, Action act)
    {
        try
        {
            act();
        }
        catch (AllocationException cause) when (requests.Count > 1 && !ErrorTraits.EndsAll(cause.Kind))
        {
            WriteReview(requests, cause);
        }
    }

    private void WriteReview(IReadOnlyList<ServiceRequest> requests, AllocationException? cause)
    {
        var review = Preview.Review(requests, cause, Cancellation);
        WriteRefusals(review.Refusals);
        if (review.Note is { } note) WriteWarning(note);
    }
}
