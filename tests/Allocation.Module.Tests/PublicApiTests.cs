using System.Management.Automation;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Allocation.Core.Errors;
using Allocation.PowerShell;

namespace Allocation.Module.Tests;

/// <summary>What other code can name, and the property names of output that scripts bind to. Both stay once they are released.</summary>
public sealed class PublicApiTests
{
    private const BindingFlags Own =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Assembly[] s_assemblies =
        [typeof(AllocationException).Assembly, typeof(AllocationCmdlet).Assembly, Assembly.Load("Allocation.Stores")];

    /// <summary>To approve a change, copy the received file over the approved one; its diff is what the change promises.</summary>
    [Fact]
    public void The_public_surface_is_the_approved_one()
    {
        var approved = Path.Combine(Repository.Root, "tests", "Allocation.Module.Tests", "PublicApi.approved.txt");
        var received = Path.Combine(AppContext.BaseDirectory, "PublicApi.received.txt");
        var text = Surface();
        File.WriteAllText(received, text);
        Assert.True(File.Exists(approved) && File.ReadAllText(approved).ReplaceLineEndings("\n") == text,
            $"The public surface has changed: compare {received} with {approved}.");
    }

    // PowerShell finds no type that is not public, and shows an empty cell.
    [Fact]
    public void Types_that_views_name_are_public()
    {
        var views = File.ReadAllText(Path.Combine(Repository.Root, "module", "Allocation.Format.ps1xml"));
        var exported = s_assemblies.SelectMany(a => a.GetExportedTypes()).Select(t => t.FullName).ToHashSet();
        var named = Regex.Matches(views, @"(?:\[|<TypeName>)(Allocation\.(?:Core|PowerShell)\.[\w.]+)[\]<]")
            .Select(m => m.Groups[1].Value).Distinct().ToList();
        Assert.Contains("Allocation.Core.Texts.VisibleText", named);
        Assert.DoesNotContain(named, name => !exported.Contains(name));
    }

    private static string Surface()
    {
        var text = new StringBuilder();
        foreach (var assembly in s_assemblies)
        {
            text.Append($"# {assembly.GetName().Name}\n");
            foreach (var type in assembly.GetExportedTypes().OrderBy(t => t.FullName, StringComparer.Ordinal))
            {
                text.Append($"{Kind(type)} {Name(type)}\n");
                foreach (var member in Members(type).Order(StringComparer.Ordinal)) text.Append($"    {member}\n");
            }
        }

        text.Append("# Properties of output\n");
        foreach (var type in s_assemblies[1].GetExportedTypes().SelectMany(Outputs).Where(t => s_assemblies.Contains(t.Assembly)).Distinct()
            .OrderBy(t => t.FullName, StringComparer.Ordinal))
        {
            var properties = type.GetProperties().Where(p => p.GetIndexParameters().Length == 0).Select(p => p.Name);
            text.Append($"{type.FullName}: {string.Join(", ", properties.Order(StringComparer.Ordinal))}\n");
        }

        return text.ToString();
    }

    // Read as data: the library that stands in for PowerShell here makes no attributes.
    private static IEnumerable<Type> Outputs(Type cmdlet) => cmdlet.GetCustomAttributesData()
        .Where(data => data.AttributeType == typeof(OutputTypeAttribute))
        .SelectMany(data => data.ConstructorArguments)
        .SelectMany(argument => argument.Value as IReadOnlyCollection<CustomAttributeTypedArgument> ?? [argument])
        .Select(argument => argument.Value)
        .OfType<Type>();

    private static string Kind(Type type) =>
        type.IsEnum ? "enum" : type.IsInterface ? "interface" : type.IsValueType ? "struct" : type.IsAbstract ? type.IsSealed
        ? "static class" : "abstract class" : "class";

    private static IEnumerable<string> Members(Type type)
    {
        foreach (var member in type.GetMembers(Own).Where(m => !m.Name.Contains('<', StringComparison.Ordinal)))
        {
            var line = member switch
            {
                FieldInfo field when IsOpen(field.Attributes) && !field.IsSpecialName =>
                    type.IsEnum ? field.Name : $"{field.Name}: {Name(field.FieldType)}",
                PropertyInfo property when property.GetAccessors(nonPublic: true).Any(IsOpen) =>
                    $"{property.Name}: {Name(property.PropertyType)}",
                ConstructorInfo constructor when IsOpen(constructor) => $"new({Parameters(constructor)})",
                MethodInfo method when IsOpen(method) && !method.IsSpecialName =>
                    $"{method.Name}({Parameters(method)}): {Name(method.ReturnType)}",
                EventInfo happening => happening.Name,
                _ => null,
            };
            if (line is not null) yield return line;
        }
    }

    private static bool IsOpen(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsOpen(FieldAttributes attributes) =>
        (attributes & FieldAttributes.FieldAccessMask) is FieldAttributes.Public or FieldAttributes.Family or FieldAttributes.FamORAssem;

    private static string Parameters(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(p => $"{Name(p.ParameterType)} {p.Name}"));

    private static string Name(Type type) => type.IsGenericParameter || type.Namespace is null ? type.Name
        : type.IsGenericType ? $"{type.Namespace}.{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
        : type.Assembly == typeof(object).Assembly ? type.Name : type.FullName ?? type.Name;
}
