using System.Collections.Concurrent;
using System.Management.Automation;
using Allocation.Core.ResourcePools.Managing;
using Allocation.Core.ResourcePools.PoolsYaml;
using Allocation.Core.Storage;
using Allocation.Core.Texts;
using Allocation.PowerShell.Binding;
using Allocation.PowerShell.Storage;

namespace Allocation.PowerShell.Commands;

/// <summary>Keeps the resource pools filled until Ctrl+C.</summary>
[Cmdlet(VerbsLifecycle.Start, "PoolManager", SupportsShouldProcess = true)]
[OutputType(typeof(ManagerEvent))]
public sealed class StartPoolManagerCommand : AllocationCmdlet
{
    // As Write-Host does: it is shown, and is not an object of the pipeline.
    private static readonly string[] s_shown = ["PSHOST"];

    /// <summary>For how many seconds to wait for running hooks at the end.</summary>
    [Parameter]
    [ValidateRange(0, 86400)]
    public double GraceSeconds { get; set; }

    /// <summary>Ends by itself after so many seconds.</summary>
    [Parameter]
    [ValidateRange(0, 2147483)]
    [NeedsValue]
    public double? TimeoutSeconds { get; set; }

    /// <summary>A pools.yaml, imported at the start and whenever its content changes.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [Alias("LiteralPath", "PSPath")]
    public string? Path { get; set; }

    /// <inheritdoc/>
    private protected override StoreAct StoreAct => Path is null ? StoreAct.UseContents : StoreAct.ImportPools;

    /// <inheritdoc/>
    protected override void ProcessItem()
    {
        if (!ShouldProcess(SelectStore().Uri.ToString(), "Keep resource pools filled")) return;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        if (TimeoutSeconds is { } seconds) end.CancelAfter(TimeSpan.FromSeconds(seconds));
        var system = Open();

        // Only the cmdlet's own thread may write objects.
        using var told = new BlockingCollection<Action>();
        var pools = Path is null ? null : new PoolsYamlWatch(
            system.ResourcePools,
            Paths.ResolvePoolFile(Path),
            StoreLoadContext.PoolsYaml,
            text => told.Add(() => WriteWarning(VisibleText.Lines(text))),
            text => told.Add(() => WriteInformation(new HostInformationMessage { Message = VisibleText.Of(text) }, s_shown)));
        var work = Task.Factory.StartNew(
            () =>
            {
                try
                {
                    system.Manager.Run(e => told.Add(() => Tell(e)), TimeSpan.FromSeconds(GraceSeconds), end.Token,
                        away => told.Add(() => WriteWarning(away.Message)), pools);
                }
                finally
                {
                    told.CompleteAdding();
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        try
        {
            foreach (var tell in told.GetConsumingEnumerable()) tell();
        }
        finally
        {
            // Also when the pipeline is stopped while an object is written.
            end.Cancel();
            work.GetAwaiter().GetResult();
        }
    }

    private void Tell(ManagerEvent done)
    {
        WriteVerbose(done.ToString());
        if (done.Outcome is not null) WriteObject(done);
    }
}
