using System.Management.Automation;
using Allocation.Core.Storage;
using Allocation.PowerShell.Completion;
using Allocation.PowerShell.Output;
using Allocation.PowerShell.Storage;

namespace Allocation.PowerShell.Commands;

/// <summary>
/// <para type="synopsis">Copies everything from one store to another of any kind.</para>
/// <para type="description">Pools, services and the ledger with its history, all ids as they are, in one transaction. The destination must be
/// empty or not there yet; the source stays as it is. Stop what works on the source meanwhile, or its later changes stay
/// there; then use the destination.</para>
/// </summary>
/// <example>
/// <code>Copy-AllocationStore -From json:./lab.json -To sqlite:./lab.db</code>
/// </example>
[Cmdlet(VerbsCommon.Copy, "AllocationStore", SupportsShouldProcess = true)]
[OutputType(typeof(StoreCopy))]
public sealed class CopyAllocationStoreCommand : AllocationCmdlet
{
    /// <summary>
    /// <para type="description">The store to copy, which must be there. When it is not given, the one that other commands would use.</para>
    /// </summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(StoreCompleter))]
    public string? From { get; set; }

    /// <summary>
    /// <para type="description">Where to: a store that is empty or not there yet, written as for any -Store.</para>
    /// </summary>
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
        var (from, to) = (ChooseStore().Uri, StoreChoice.Parse(To, Paths));
        if (!ShouldProcess(to.ToString(), $"Copy everything from {from}")) return;
        using var progress = new TransferProgressRecord(this, "Copying the store");
        WriteObject(StoreTransfer.Copy(StoreLoadContext.Provider, from, to, progress, Cancellation));
    }
}
