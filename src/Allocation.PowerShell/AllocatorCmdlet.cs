using System.Management.Automation;
using Allocation.Core.Errors;
using Allocation.PowerShell.Binding;
using Allocation.PowerShell.Errors;
using Allocation.PowerShell.Views;

namespace Allocation.PowerShell;

/// <summary>What the cmdlets about service allocators have in common: allocators belong to the process, so they need no store; errors of
/// the core become error records.</summary>
public abstract class AllocatorCmdlet : PSCmdlet
{
    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (MissingValues.Mistake(MyInvocation) is { } mistake) ThrowTerminatingError(ErrorRecords.OfUsage(mistake));
    }

    /// <summary>Gives the items of a list as rows (<see cref="Shown"/>).</summary>
    private protected new void WriteObject(object? value, bool enumerateCollection)
    {
        foreach (var row in Shown.Rows(value, enumerateCollection)) base.WriteObject(row);
    }

    /// <summary>Runs one step, which may fail on its own.</summary>
    private protected void Attempt(Action step)
    {
        try
        {
            step();
        }
        catch (AllocationException e)
        {
            WriteError(ErrorRecords.Of(e));
        }
    }
}
