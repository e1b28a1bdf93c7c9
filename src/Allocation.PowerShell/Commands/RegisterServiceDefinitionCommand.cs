using System.Management.Automation;
using Allocation.Core.Allocating.Allocators;
using Allocation.Core.Definitions;
using Allocation.Core.Definitions.Files;
using Allocation.Core.Errors;
using Allocation.Core.Storage;
using Allocation.PowerShell.Services;
using Allocation.PowerShell.Storage;

namespace Allocation.PowerShell.Commands;

/// <summary>Registers a service definition from a JSON or YAML file, JSON text or a hashtable.</summary>
[Cmdlet(VerbsLifecycle.Register, "ServiceDefinition", DefaultParameterSetName = ByValue, SupportsShouldProcess = true)]
[OutputType(typeof(ServiceDefinition))]
public sealed class RegisterServiceDefinitionCommand : AllocationCmdlet
{
    private const string ByValue = "InputObject";
    private const string ByPath = "Path";

    /// <summary>
    /// The definition: a hashtable or an object of the same form as the JSON document, JSON text, or a file as Get-Item gives it.
    /// </summary>
    [Parameter(ParameterSetName = ByValue, Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    public object InputObject { get; set; } = null!;

    /// <summary>Files with one document each, JSON or YAML; wildcards are allowed.</summary>
    [Parameter(ParameterSetName = ByPath, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <inheritdoc/>
    private protected override StoreAct StoreAct => StoreAct.RegisterDefinition;

    /// <inheritdoc/>
    protected override void ProcessItem()
    {
        if (ParameterSetName == ByPath)
        {
            foreach (var file in Path.SelectMany(p => GetResolvedProviderPathFromPSPath(p, out _))) Attempt(() => RegisterFile(file));
            return;
        }

        switch (Binding.Argument.Unwrap(InputObject))
        {
            case string json when json.AsSpan().TrimStart().StartsWith("{"): Register(json); break;
            case string path: RegisterFile(Existing(path)); break;
            case FileInfo file: RegisterFile(file.FullName); break;
            default: Register(AttributeValues.ToAttributes(InputObject, null).ToJsonString()); break;
        }
    }

    // Everywhere else a path is the first argument.
    private string Existing(string path)
    {
        var file = string.IsNullOrWhiteSpace(path) || path.Contains('\n', StringComparison.Ordinal)
            ? null
            : GetUnresolvedProviderPathFromPSPath(path);
        return File.Exists(file) ? file : throw new InvalidDefinitionException(null,
            ["the text must be a JSON object, {...}, or the path of a file with one; it is neither"]);
    }

    private void RegisterFile(string file) => DefinitionFile.Read(file, () => StoreLoadContext.PoolsYaml).Use(document =>
    {
        Register(document);
        return true;
    });

    private void Register(string document)
    {
        // The whole check comes before the question, so that all mistakes are reported at once, and with -WhatIf as well.
        var definition = DefinitionReader.Read(document, AllocatorRegistry.Shared.Directory);
        if (MayDo(definition.Name, "Register service definition",
            system => system.Definitions.Register(document, cancellation: Cancellation)))
        {
            WriteObject(Open().Definitions.Register(document, cancellation: Cancellation));
        }
    }
}
