using System.Management.Automation;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using Allocation.PowerShell;
using Allocation.PowerShell.Binding;

namespace Allocation.Module.Tests.Rules;

public sealed class ModuleRules
{
    private static readonly Assembly s_module = typeof(AllocationCmdlet).Assembly;

    // What cmdlets of these verbs take says which of the things that exist are meant.
    private static readonly string[] s_choosing = ["Get", "Remove", "Close", "Wait", "Undo", "Resume", "Unregister", "Confirm"];

    // Settings of such cmdlets, which choose nothing.
    private static readonly string[] s_settings = ["Store", "Version", "TimeoutSeconds", "OnTimeout"];

    private static IEnumerable<Type> Cmdlets => s_module.GetTypes().Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(Cmdlet)));

    [Fact]
    public void The_manifest_exports_exactly_the_cmdlet_classes()
    {
        var list = Regex.Match(File.ReadAllText(Repository.Manifest), @"CmdletsToExport\s*=\s*@\((?<names>[^)]*)\)").Groups["names"].Value;
        var exported = Regex.Matches(list, "'([^']+)'").Select(match => match.Groups[1].Value);
        Assert.Equal(Cmdlets.Select(NameOf).Order(StringComparer.Ordinal), exported.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_cmdlet_class_and_its_file_are_named_after_the_cmdlet()
    {
        var files = Repository.Sources("Allocation.PowerShell").Select(Path.GetFileNameWithoutExtension).ToHashSet();
        Assert.All(Cmdlets, type =>
        {
            Assert.Equal(NameOf(type).Replace("-", "", StringComparison.Ordinal) + "Command", type.Name);
            Assert.Contains(type.Name, files);
        });
    }

    // What stands in two places drifts apart; users see the pages of module/help alone.
    [Fact]
    public void No_help_is_written_in_the_source_of_a_cmdlet() =>
        Assert.DoesNotContain(Repository.Sources("Allocation.PowerShell"),
            path => Regex.IsMatch(File.ReadAllText(path), "<para type=|<example>"));

    [Fact]
    public void Every_cmdlet_says_what_it_puts_out() =>
        Assert.All(Cmdlets, type => Assert.Contains(type.GetCustomAttributesData(), a => a.AttributeType == typeof(OutputTypeAttribute)));

    [Fact]
    public void Every_parameter_that_chooses_among_what_exists_refuses_an_empty_value()
    {
        var choosing = Cmdlets.Where(type => s_choosing.Contains(NameOf(type).Split('-')[0]))
            .SelectMany(type => type.GetProperties().Where(Chooses).Select(property => (type, property)));
        Assert.NotEmpty(choosing);
        Assert.DoesNotContain(choosing, p => !Has<FilterAttribute>(p.property));
    }

    [Theory]
    [InlineData("Npgsql")]
    [InlineData("Microsoft.Data.Sqlite")]
    [InlineData("SQLitePCL")]
    [InlineData("YamlDotNet")]
    [InlineData("Allocation.Stores")]
    public void The_cmdlets_know_no_package_that_another_module_may_bring_along(string name) =>
        Assert.DoesNotContain(s_module.GetReferencedAssemblies(), reference => reference.Name!.StartsWith(name, StringComparison.Ordinal));

    [Fact]
    public void Only_the_module_and_the_core_lie_where_PowerShell_loads_them()
    {
        var folder = Path.Combine(Repository.Root, "module", "bin");
        var assemblies = Directory.GetFiles(folder, "*.dll").Select(Path.GetFileName).Order(StringComparer.Ordinal);
        Assert.Equal(["Allocation.Core.dll", "Allocation.PowerShell.dll"], assemblies);
        Assert.True(File.Exists(Path.Combine(folder, "stores", "Allocation.Stores.deps.json")));
    }

    [Fact]
    public void Everything_that_PowerShell_loads_is_for_the_runtime_of_PowerShell_7_4_or_older()
    {
        var newer = Directory.GetFiles(Path.Combine(Repository.Root, "module", "bin"), "*.dll", SearchOption.AllDirectories)
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}runtimes{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Where(path => Framework(path) is { Major: > 8 });
        Assert.Empty(newer);
    }

    private static bool Chooses(PropertyInfo property) =>
        Has<ParameterAttribute>(property) && property.PropertyType != typeof(SwitchParameter) && !s_settings.Contains(property.Name);

    private static bool Has<T>(PropertyInfo property) => property.GetCustomAttributesData().Any(a => a.AttributeType == typeof(T));

    // The version of System.Runtime that an assembly refers to; null when it refers to .NET Standard.
    private static Version? Framework(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var metadata = file.GetMetadataReader();
        return metadata.AssemblyReferences.Select(metadata.GetAssemblyReference)
            .Where(reference => metadata.GetString(reference.Name) == "System.Runtime")
            .Select(reference => reference.Version)
            .FirstOrDefault();
    }

    // The constructor's arguments, not the attribute: the reference assembly of PowerShell has no bodies.
    private static string NameOf(Type cmdlet)
    {
        var arguments = cmdlet.GetCustomAttributesData().Single(a => a.AttributeType == typeof(CmdletAttribute)).ConstructorArguments;
        return $"{arguments[0].Value}-{arguments[1].Value}";
    }
}
