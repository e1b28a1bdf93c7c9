using System.Management.Automation;
using Allocation.Core.Definitions;
using Allocation.Core.Pools;
using Allocation.PowerShell.Binding;
using Allocation.PowerShell.Completion;

namespace Allocation.PowerShell.Commands;

/// <summary>Unregisters a service definition.</summary>
[Cmdlet(VerbsLifecycle.Unregister, "ServiceDefinition", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(void))]
public sealed class UnregisterServiceDefinitionCommand : AllocationCmdlet
{
    /// <summary>Names, with wildcards.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Filter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(DefinitionNameCompleter))]
    [NameText(Thing = "definition")]
    public string[] Name { get; set; } = [];

    /// <summary>Does not ask before a wildcard unregisters several at once.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessItem()
    {
        foreach (var name in Name) Attempt(() => Unregister(new NamePattern(name)));
    }

    private void Unregister(NamePattern names)
    {
        var found = Open().Definitions.Find(names, Cancellation)
            .Where(d => names.Exact is not null || !VlanServiceDefinition.IsNamed(d.Name)).ToList();
        if (!MayRemove(Force, names, [.. found.Select(d => d.Name)], "service definitions")) return;
        foreach (var definition in found)
        {
            Attempt(() =>
            {
                if (MayDo(definition.Name, "Unregister service definition",
                    system => system.Definitions.Unregister(definition.Name, cancellation: Cancellation)))
                    Open().Definitions.Unregister(definition.Name, cancellation: Cancellation);
            });
        }
    }
}
