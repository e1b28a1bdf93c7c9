using System.Management.Automation;
using Allocation.Core.Hooks;
using Allocation.Core.ResourcePools;
using Allocation.PowerShell.Binding;
using Allocation.PowerShell.Completion;

namespace Allocation.PowerShell.Commands;

/// <summary>Shows what the hooks of resources wrote, line by line.</summary>
[Cmdlet(VerbsCommon.Get, "PoolResourceLog")]
[OutputType(typeof(HookLogLine))]
public sealed class GetPoolResourceLogCommand : AllocationCmdlet
{
    private readonly List<PoolResource> _followed = [];

    /// <summary>Ids or names of resources, living or ended.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Filter]
    [Alias("Id", "Name")]
    [ResourceKey]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    public string[] Resource { get; set; } = [];

    /// <summary>Goes on with what is written from now on, of all resources at once, until Ctrl+C.</summary>
    [Parameter]
    public SwitchParameter Follow { get; set; }

    /// <inheritdoc/>
    protected override void ProcessItem()
    {
        foreach (var name in Resource)
        {
            Attempt(() =>
            {
                var resource = Open().Resources.Get(name, Cancellation);
                if (Follow) _followed.Add(resource);
                else Write([resource]);
            });
        }
    }

    /// <inheritdoc/>
    protected override void Complete()
    {
        if (_followed.Count > 0) Write(_followed);
    }

    private void Write(IEnumerable<PoolResource> resources)
    {
        foreach (var line in Open().Resources.ReadLogs(resources, Follow, Cancellation)) WriteObject(line);
    }
}
