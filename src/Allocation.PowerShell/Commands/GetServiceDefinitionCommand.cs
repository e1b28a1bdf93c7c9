using System.Management.Automation;
using Allocation.Core.Definitions;
using Allocation.Core.Pools;
using Allocation.PowerShell.Binding;
using Allocation.PowerShell.Completion;

namespace Allocation.PowerShell.Commands;

/// <summary>Lists service definitions.</summary>
[Cmdlet(VerbsCommon.Get, "ServiceDefinition")]
[OutputType(typeof(ServiceDefinition))]
public sealed class GetServiceDefinitionCommand : AllocationCmdlet
{
    /// <summary>Names, with wildcards.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Filter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(DefinitionNameCompleter))]
    [NameText]
    public string[] Name { get; set; } = ["*"];

    /// <summary>All versions, oldest first, instead of the newest one.</summary>
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
