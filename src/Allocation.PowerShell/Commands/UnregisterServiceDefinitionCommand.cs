using System.Management.Automation;
using Allocation.Core.Definitions;
using Allocation.Core.Pools;
using Allocation.PowerShell.Binding;
using Allocation.PowerShell.Completion;

namespace Allocation.PowerShell.Commands;

/// <summary>
/// <para type="synopsis">Unregisters a service definition.</para>
/// <para type="description">It is refused while services of it live. What is stored of ended services stays readable.</para>
/// </summary>
/// <example>
/// <code>Unregister-ServiceDefinition Switch</code>
/// </example>
/// <example>
/// <code>Get-ServiceDefinition test-* | Unregister-ServiceDefinition -WhatIf</code>
/// </example>
[Cmdlet(VerbsLifecycle.Unregister, "ServiceDefinition", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(void))]
public sealed class UnregisterServiceDefinitionCommand : AllocationCmdlet
{
    /// <summary>
    /// <para type="description">Names, with wildcards.</para>
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Filter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(DefinitionNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>
    /// <para type="description">Does not ask before a wildcard unregisters several at once.</para>
    /// </summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessItem()
    {
        foreach (var name in Name) Attempt(() => Unregister(new NamePattern(name)));
    }

    private void Unregister(NamePattern names)
    {
        var found = Open().Definitions.Find(names, Cancellation).Where(d => names.Exact is not null || !VlanServiceDefinition.IsNamed(d.Name)).ToList();
        if (!MayRemove(Force, names, [.. found.Select(d => d.Name)], "service definitions")) return;
        foreach (var definition in found)
            if (ShouldProcess(definition.Name, "Unregister service definition")) Attempt(() => Open().Definitions.Unregister(definition.Name, Cancellation));
    }
}
