using System.Management.Automation;
using Allocation.Core.Errors;
using Allocation.Core.Files;
using Allocation.Core.Storage;
using Allocation.PowerShell.Output;
using Allocation.PowerShell.Storage;

namespace Allocation.PowerShell.Commands;

/// <summary>Reads everything from a JSON document into a store that is empty or not there yet.</summary>
[Cmdlet(VerbsData.Import, "AllocationStore", SupportsShouldProcess = true)]
[OutputType(typeof(StoreCopy))]
public sealed class ImportAllocationStoreCommand : AllocationCmdlet
{
    /// <summary>A document that Export-AllocationStore wrote.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LiteralPath")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <inheritdoc/>
    private protected override StoreAct StoreAct => StoreAct.ImportStore;

    /// <inheritdoc/>
    protected override void ProcessItem()
    {
        var (file, uri) = (Paths.Resolve(Path), SelectStore().Uri);
        var document = Read(file);
        if (!MayDo(uri.ToString(), $"Read everything from {file}",
            preview => $"{StoreTransfer.Import(preview.System.Store, document, file)} rows"))
        {
            return;
        }
        using var progress = new TransferProgressRecord(this, "Importing the store");
        var rows = StoreTransfer.Import(Open().Store, document, file, progress, Cancellation);
        StoreTransfer.Confirm(StoreLoadContext.Provider, uri, rows, Cancellation);
        WriteObject(new StoreCopy { From = file, To = uri.ToString(), Rows = rows });
    }

    private static byte[] Read(string file)
    {
        try
        {
            return InputFile.ReadBytes(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException($"'{file}'", e.Message, e);
        }
    }
}
