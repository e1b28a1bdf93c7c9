using System.Reflection;
using System.Runtime.Loader;

namespace Allocation.Help;

/// <summary>Reads what cmdlets an assembly declares, from its attributes; nothing of it is run.</summary>
internal static class CmdletReader
{
    private const string Space = "System.Management.Automation.";

    /// <summary>The cmdlets of an assembly, by name.</summary>
    /// <param name="assembly">The assembly; others that it needs are beside it.</param>
    /// <param name="shell">System.Management.Automation.dll, which does not.</param>
    public static IReadOnlyList<Cmdlet> Read(string assembly, string shell)
    {
        var context = new AssemblyLoadContext("help");
        context.Resolving += (_, name) =>
            name.Name == "System.Management.Automation"
            ? context.LoadFromAssemblyPath(Path.GetFullPath(shell))
            : Beside(context, assembly, name);
        return context.LoadFromAssemblyPath(Path.GetFullPath(assembly)).GetExportedTypes()
            .Where(type => !type.IsAbstract && Attribute(type, "CmdletAttribute") is not null)
            .Select(Read)
            .OrderBy(cmdlet => cmdlet.Name, StringComparer.Ordinal)
            .ToList();
    }

    private static Assembly? Beside(AssemblyLoadContext context, string assembly, AssemblyName name)
    {
        var file = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(assembly))!, name.Name + ".dll");
        return File.Exists(file) ? context.LoadFromAssemblyPath(file) : null;
    }

    private static Cmdlet Read(Type type)
    {
        var cmdlet = Attribute(type, "CmdletAttribute")!;
        var outputs = type.GetCustomAttributesData()
            .Where(a => a.AttributeType.FullName == Space + "OutputTypeAttribute")
            .SelectMany(a => a.ConstructorArguments)
            .SelectMany(argument => argument.Value is IReadOnlyCollection<CustomAttributeTypedArgument> many
                ? many.Select(m => m.Value)
                : [argument.Value])
            .OfType<Type>()
            .Select(t => t.FullName!)
            .ToList();
        var parameters = type.GetProperties()
            .Select(Read)
            .OfType<CmdletParameter>()
            .Concat(Added(cmdlet))
            .ToList();
        return new Cmdlet((string)cmdlet.ConstructorArguments[0].Value!, (string)cmdlet.ConstructorArguments[1].Value!,
            Named(cmdlet, "DefaultParameterSetName") as string, outputs, parameters);
    }

    private static CmdletParameter? Read(PropertyInfo property)
    {
        var declared = property.GetCustomAttributesData().Where(a => a.AttributeType.FullName == Space + "ParameterAttribute").ToList();
        if (declared.Count == 0) return null;
        var uses = declared.ToDictionary(a => Named(a, "ParameterSetName") as string ?? Cmdlet.AllSets, Use);
        var aliases =
            Attribute(property, "AliasAttribute")?.ConstructorArguments[0].Value as IReadOnlyCollection<CustomAttributeTypedArgument>;
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        return new CmdletParameter(
            property.Name,
            type.Name == "SwitchParameter" ? "" : TypeNames.Of(type),
            type.IsEnum ? Enum.GetNames(type) : [],
            aliases?.Select(a => (string)a.Value!).ToList() ?? [],
            Attribute(property, "SupportsWildcardsAttribute") is not null,
            uses);
    }

    // What PowerShell adds to cmdlets that say they support it.
    private static IEnumerable<CmdletParameter> Added(CustomAttributeData cmdlet)
    {
        string[] names = [.. Named(cmdlet, "SupportsPaging") is true ? ["First", "Skip", "IncludeTotalCount"] : Array.Empty<string>(),
            .. Named(cmdlet, "SupportsShouldProcess") is true ? ["WhatIf", "Confirm"] : Array.Empty<string>()];
        var use = new Dictionary<string, ParameterUse> { [Cmdlet.AllSets] = new(false, null, false, false) };
        return names.Select(name => new CmdletParameter(name, name is "First" or "Skip" ? "ulong" : "", [],
            name switch { "WhatIf" => ["wi"], "Confirm" => ["cf"], _ => [] }, false, use));
    }

    private static ParameterUse Use(CustomAttributeData attribute) => new(
        Named(attribute, "Mandatory") is true,
        Named(attribute, "Position") as int? is { } position and >= 0 ? position : null,
        Named(attribute, "ValueFromPipeline") is true,
        Named(attribute, "ValueFromPipelineByPropertyName") is true);

    private static CustomAttributeData? Attribute(MemberInfo member, string name) =>
        member.GetCustomAttributesData().FirstOrDefault(a => a.AttributeType.FullName == Space + name);

    private static object? Named(CustomAttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(a => a.MemberName == name).TypedValue.Value;
}
