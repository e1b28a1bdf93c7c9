using System.Management.Automation;
using System.Reflection;
using System.Text.RegularExpressions;
using Allocation.PowerShell;

namespace Allocation.Module.Tests.Rules;

public sealed class ModuleRules
{
    private static readonly Assembly s_module = typeof(AllocationCmdlet).Assembly;

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

    [Fact]
    public void Every_cmdlet_says_what_it_puts_out() =>
        Assert.All(Cmdlets, type => Assert.Contains(type.GetCustomAttributesData(), a => a.AttributeType == typeof(OutputTypeAttribute)));

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

    // The constructor's arguments, not the attribute: the reference assembly of PowerShell has no bodies.
    private static string NameOf(Type cmdlet)
    {
        var arguments = cmdlet.GetCustomAttributesData().Single(a => a.AttributeType == typeof(CmdletAttribute)).ConstructorArguments;
        return $"{arguments[0].Value}-{arguments[1].Value}";
    }
}
