using System.Management.Automation;
using Allocation.Core.Hooks;
using Allocation.PowerShell.Binding;

namespace Allocation.PowerShell.Commands;

/// <summary>
/// <para type="synopsis">Shows what the hooks of resources wrote, line by line.</para>
/// <para type="description">Logs lie on the machine on which a hook ran. Standard error is there at once, standard output when the hook has ended.</para>
/// </summary>
/// <example>
/// <code>Get-PoolResourceLog 12 -Follow</code>
/// </example>
[Cmdlet(VerbsCommon.Get, "PoolResourceLog")]
[OutputType(typeof(HookLogLine))]
public sealed class GetPoolResourceLogCommand : AllocationCmdlet
{
    /// <summary>
    /// <para type="description">Ids or names of resources, living or ended.</para>
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Filter]
    [Alias("Id", "Name")]
    [ResourceKey]
    public string[] Resource { get; set; } = [];

    /// <summary>
    /// <para type="description">Goes on with what is written from now on, until Ctrl+C.</para>
    /// </summary>
    [Parameter]
    public SwitchParameter Follow { get; set; }

    /// <inheritdoc/>
    protected override void ProcessItem()
    {
        foreach (var name in Resource) Attempt(() => Write(name));
    }

    private void Write(string name)
    {
        foreach (var line in Open().Resources.ReadLogs(name, Follow, Cancellation)) WriteObject(line);
    }
}
