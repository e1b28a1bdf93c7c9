using System.Management.Automation;
using Allocation.Core.Reports;

namespace Allocation.PowerShell.Commands;

/// <summary>
/// <para type="synopsis">Writes a page that shows the pools, their use, and who holds what.</para>
/// <para type="description">One HTML file that needs nothing else: no network, no other file. It shows each pool with its use
/// and the trend of the last 30 days, its numbers with their holders, services and tickets to sort and to filter, and first of
/// all what is held and should not be. It tells who uses what, so its owner alone can read the file.</para>
/// </summary>
/// <example>
/// <code>Export-AllocationReport report.html</code>
/// </example>
[Cmdlet(VerbsData.Export, "AllocationReport", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportAllocationReportCommand : AllocationCmdlet
{
    /// <summary>
    /// <para type="description">The file to write; one that is there is replaced, unless -NoClobber is given.</para>
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LiteralPath")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>
    /// <para type="description">Refuses to replace a file that is there.</para>
    /// </summary>
    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>
    /// <para type="description">Puts out the file.</para>
    /// </summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessItem()
    {
        var file = Paths.Resolve(Path);
        if (!ShouldProcess(file, "Write report")) return;
        if (NoClobber && File.Exists(file))
        {
            WriteError(new ErrorRecord(new IOException($"'{file}' is there already."), "ReportFileExists", ErrorCategory.ResourceExists, file));
            return;
        }

        var report = Open().Reports.Build(Cancellation);
        try
        {
            ReportPage.Save(report, file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            WriteError(new ErrorRecord(e, "ReportNotWritten", ErrorCategory.WriteError, file));
            return;
        }

        if (PassThru) WriteObject(new FileInfo(file));
    }
}
