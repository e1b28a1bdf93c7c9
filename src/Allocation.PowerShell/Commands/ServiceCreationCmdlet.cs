using System.Management.Automation;
using Allocation.Core.Errors;
using Allocation.Core.Services;
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

    private protected override StoreAct StoreAct => StoreAct.CreateService;

    private protected sealed override string Thing => "service";

    private protected sealed override void Foretell(
        IReadOnlyList<(string Name, string Action, ServiceRequest Request)> ones, string? requestId)
    {
        var outcomes = Preview.OfNew(ones.Select(one => one.Request).ToList(), requestId, Cancellation);
        for (var i = 0; i < outcomes.Count; i++) Foretell(ones[i].Name, ones[i].Action, outcomes[i]);
    }

    /// <summary>Puts the error of a service out that is kept in part.</summary>
    protected void WriteFailure(AllocationException? failure)
    {
        if (failure is not null) WriteError(RecordOf(failure));
    }

    private protected sealed override AllocationException Refusal(string? name, string message) =>
        new InvalidServiceException(name, message);
}
