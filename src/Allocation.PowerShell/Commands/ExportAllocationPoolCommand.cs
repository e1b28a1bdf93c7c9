using System.Management.Automation;
using Allocation.Core.Errors;
using Allocation.Core.Storage;
using Allocation.Core.Texts;
using Allocation.Core.Usage;
using Allocation.PowerShell.Binding;
using Allocation.PowerShell.Completion;

namespace Allocation.PowerShell.Commands;

/// <summary>Writes the numbers that a pool has given as CSV.</summary>
[Cmdlet(VerbsData.Export, "AllocationPool", SupportsShouldProcess = true)]
[OutputType(typeof(PoolExport))]
public sealed class ExportAllocationPoolCommand : AllocationCmdlet
{
    private bool _isWritten;

    /// <summary>The pool.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [NameText("Pool")]
    [Alias("Pool")]
    [ArgumentCompleter(typeof(PoolNameCompleter))]
    public string Name { get; set; } = "";

    /// <summary>The file to write; one that is there is replaced as a whole.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [Alias("LiteralPath")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>What is written.</summary>
    [Parameter]
    [Choice(typeof(PoolExportFormat))]
    public PoolExportFormat Format { get; set; }

    /// <inheritdoc/>
    protected override void ProcessItem()
    {
        if (_isWritten) Misused("Export-AllocationPool writes one pool to one file; call it once for each pool, with other files.");
        _isWritten = true;
        var file = Paths.ResolvePoolFile(Path);
        var text = Open().PoolExports.Write(Name, Format, Cancellation);
        if (!ShouldProcess(file, $"Write what pool '{text.Pool}' has given ({text.Rows})")) return;
        try
        {
            ExportFile.Write(Open().Store.Uri, file, stream => stream.Write(text.Content));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidPoolFileException(file, e.Message, e);
        }

        foreach (var warning in text.Warnings) WriteWarning(VisibleText.Of(warning));
        WriteObject(new PoolExport { Pool = text.Pool, File = file, Rows = text.Rows });
    }
}
