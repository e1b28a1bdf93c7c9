using System.Management.Automation;
using Allocation.Core.Reports;

namespace Allocation.PowerShell.Commands;

/// <summary>Writes a page that shows the pools, their use, and who holds what.</summary>
[Cmdlet(VerbsData.Export, "AllocationReport", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportAllocationReportCommand : AllocationCmdlet
{
    /// <summary>The file to write; one that is there is replaced, unless -NoClobber is given.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LiteralPath")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Refuses to replace a file that is there.</summary>
    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Returns the file.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessItem()
    {
        var file = Paths.Resolve(Path);
        if (NoClobber && File.Exists(file))
        {
            WriteError(new ErrorRecord(new IOException($"'{file}' already exists. Leave out -NoClobber to replace it."), "ReportFileExists",
                ErrorCategory.ResourceExists, file));
            return;
        }

        if (!ShouldProcess(file, "Write report")) return;
        var report = Open().Reports.Build(Cancellation);
        try
        {
            ReportPage.Save(report, Open().Store.Uri, file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            WriteError(new ErrorRecord(e, "ReportNotWritten", ErrorCategory.WriteError, file));
            return;
        }

        if (PassThru) WriteObject(new FileInfo(file));
    }
}
