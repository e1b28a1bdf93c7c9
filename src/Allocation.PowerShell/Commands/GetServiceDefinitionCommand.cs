using System.Management.Automation;
using Allocation.Core.Definitions;
using Allocation.Core.Pools;
using Allocation.PowerShell.Binding;
using Allocation.PowerShell.Completion;

namespace Allocation.PowerShell.Commands;

/// <summary>
/// <para type="synopsis">Lists service definitions.</para>
/// <para type="description">The property Document has the JSON that was registered.</para>
/// </summary>
/// <example>
/// <code>(Get-ServiceDefinition VlanService).Document</code>
/// </example>
/// <example>
/// <code>Get-ServiceDefinition Switch -AllVersions</code>
/// </example>
[Cmdlet(VerbsCommon.Get, "ServiceDefinition")]
[OutputType(typeof(ServiceDefinition))]
public sealed class GetServiceDefinitionCommand : AllocationCmdlet
{
    /// <summary>
    /// <para type="description">Names, with wildcards; all when it is not given. A name without wildcards that nobody registered is an error.</para>
    /// </summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Filter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(DefinitionNameCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <summary>
    /// <para type="description">All versions, oldest first, instead of the newest one.</para>
    /// </summary>
    [Parameter]
    public SwitchParameter AllVersions { get; set; }

    /// <inheritdoc/>
    protected override void ProcessItem()
    {
        foreach (var name in Name) Attempt(() => Write(new NamePattern(name)));
    }

    private void Write(NamePattern names)
    {
        foreach (var definition in Open().Definitions.Find(names, Cancellation))
        {
            if (AllVersions) WriteObject(Open().Definitions.Versions(definition.Name, Cancellation), enumerateCollection: true);
            else WriteObject(definition);
        }
    }
}
