using System.Management.Automation;
using Allocation.Core.Errors;
using Allocation.Core.Storage;
using Allocation.PowerShell.Output;

namespace Allocation.PowerShell.Commands;

/// <summary>Writes everything that a store holds as one JSON document.</summary>
[Cmdlet(VerbsData.Export, "AllocationStore", SupportsShouldProcess = true)]
[OutputType(typeof(StoreCopy))]
public sealed class ExportAllocationStoreCommand : AllocationCmdlet
{
    /// <summary>The file to write; one that is there is replaced as a whole.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LiteralPath")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <inheritdoc/>
    protected override void ProcessItem()
    {
        var (file, store) = (Paths.Resolve(Path), Open().Store);
        if (!ShouldProcess(file, $"Write everything from {store.Uri}")) return;
        using var progress = new TransferProgressRecord(this, "Exporting the store");
        var rows = 0L;
        try
        {
            ExportFile.Write(store.Uri, file, stream => rows = StoreTransfer.Export(store, stream, progress, Cancellation));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException($"'{file}'", e.Message, e);
        }

        WriteObject(new StoreCopy { From = store.Uri.ToString(), To = file, Rows = rows });
    }
}
