using System.Management.Automation;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Addresses;
using Allocation.PowerShell.Completion;
using Allocation.PowerShell.Output;
using Allocation.PowerShell.Storage;

namespace Allocation.PowerShell.Commands;

/// <summary>Copies everything from one store to another of any kind.</summary>
[Cmdlet(VerbsCommon.Copy, "AllocationStore", SupportsShouldProcess = true)]
[OutputType(typeof(StoreCopy))]
public sealed class CopyAllocationStoreCommand : AllocationCmdlet
{
    /// <summary>The store to copy, which must be there.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(StoreCompleter))]
    public string? From { get; set; }

    /// <summary>Where to: a store that is empty or not there yet, written as for any -Store.</summary>
    [Parameter(Position = 1, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(StoreCompleter))]
    public string To { get; set; } = "";

    /// <summary>No parameter here: a copy has two stores.</summary>
    public override string? Store
    {
        get => From;
        set => From = value;
    }

    /// <inheritdoc/>
    protected override void ProcessItem()
    {
        var (from, to) = (SelectStore().Uri, StoreUri.Parse(To, Paths.ResolveStore));
        if (OnlyPreviews)
        {
            Foretell(to.ToString(), $"Copy everything from {from}",
                $"{StoreTransfer.Check(StoreLoadContext.Provider, from, to, Cancellation).Rows} rows");
            return;
        }

        if (!ShouldProcess(to.ToString(), $"Copy everything from {from}")) return;
        using var progress = new TransferProgressRecord(this, "Copying the store");
        WriteObject(StoreTransfer.Copy(StoreLoadContext.Provider, from, to, progress, Cancellation, Source.Over));
    }
}
