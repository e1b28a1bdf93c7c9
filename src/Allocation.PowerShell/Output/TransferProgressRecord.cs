using System.Management.Automation;
using Allocation.Core.Storage;

namespace Allocation.PowerShell.Output;

/// <summary>Shows with Write-Progress how far the moving of a store is; disposing it takes the bar away.</summary>
internal sealed class TransferProgressRecord(Cmdlet cmdlet, string activity) : IProgress<TransferProgress>, IDisposable
{
    private bool _shown;

    /// <inheritdoc/>
    public void Report(TransferProgress value)
    {
        _shown = true;
        cmdlet.WriteProgress(new ProgressRecord(0, activity, $"{value.Rows} of {value.Total}") { PercentComplete = value.Percent });
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_shown) cmdlet.WriteProgress(new ProgressRecord(0, activity, "Done") { RecordType = ProgressRecordType.Completed });
    }
}
