using System.Management.Automation;
using Allocation.Core.Allocating.Allocators;
using Allocation.Core.Definitions;
using Allocation.Core.Errors;
using Allocation.Core.Files;
using Allocation.PowerShell.Services;

namespace Allocation.PowerShell.Commands;

/// <summary>
/// <para type="synopsis">Registers a service definition from a JSON file, JSON text or a hashtable.</para>
/// <para type="description">All mistakes are told at once, each with its path in the document, before anything is stored. A changed
/// definition is a new version; living services keep theirs until they are updated.</para>
/// </summary>
/// <example>
/// <code>Register-ServiceDefinition -Path ./switch.json</code>
/// </example>
/// <example>
/// <code>Register-ServiceDefinition @{ name = 'Note'; attributes = @{ name = 'string'; text = @{ type = 'string'; modifier = 'rw+' } } }</code>
/// </example>
[Cmdlet(VerbsLifecycle.Register, "ServiceDefinition", DefaultParameterSetName = ByValue, SupportsShouldProcess = true)]
[OutputType(typeof(ServiceDefinition))]
public sealed class RegisterServiceDefinitionCommand : AllocationCmdlet
{
    private const string ByValue = "InputObject";
    private const string ByPath = "Path";

    /// <summary>
    /// <para type="description">The definition: a hashtable or an object of the same form as the JSON document, JSON text, or a file as Get-Item gives it.</para>
    /// </summary>
    [Parameter(ParameterSetName = ByValue, Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    public object InputObject { get; set; } = null!;

    /// <summary>
    /// <para type="description">Files with one JSON document each; wildcards are allowed.</para>
    /// </summary>
    [Parameter(ParameterSetName = ByPath, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessItem()
    {
        if (ParameterSetName == ByPath)
        {
            foreach (var file in Path.SelectMany(p => GetResolvedProviderPathFromPSPath(p, out _))) Attempt(() => Register(Read(file)));
            return;
        }

        Register(Binding.Argument.Unwrap(InputObject) switch
        {
            string json => json,
            FileInfo file => Read(file.FullName),
            _ => AttributeValues.ToAttributes(InputObject, null).ToJsonString(),
        });
    }

    private void Register(string document)
    {
        // The whole check comes before the question, so that all mistakes are told at once, and with -WhatIf as well.
        var definition = DefinitionReader.Read(document, AllocatorRegistry.Shared.Directory);
        if (ShouldProcess(definition.Name, "Register service definition")) WriteObject(Open().Definitions.Register(document, Cancellation));
    }

    private static string Read(string file)
    {
        try
        {
            return InputFile.ReadText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDefinitionException(file, [$"the file cannot be read: {e.Message}"]);
        }
    }
}
