using System.Reflection;
using System.Text.RegularExpressions;
using Allocation.Core.ResourcePools;
using Allocation.PowerShell.Binding;
using Allocation.PowerShell.Commands;

namespace Allocation.Module.Tests.Rules;

/// <summary>The table of settings, the parameters of cmdlets and the page say the same.</summary>
public sealed class PoolSettingRules
{
    private static readonly IReadOnlyList<string> s_keys =
        [.. PoolSetting.All.Select(setting => setting.Key).Order(StringComparer.Ordinal)];

    [Theory]
    [InlineData(typeof(NewAllocationPoolCommand))]
    [InlineData(typeof(SetAllocationPoolCommand))]
    public void Every_setting_is_one_parameter_of_a_cmdlet(Type cmdlet) => Assert.Equal(s_keys, Parameters(cmdlet).Keys);

    [Fact]
    public void Every_setting_is_one_row_of_the_page_with_its_parameter()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "tickets.md"));
        var rows = Regex.Matches(page, @"^\| `(?<key>[a-z_]+)`[^|]*\| `-(?<parameter>\w+)` \|", RegexOptions.Multiline)
            .Select(row => KeyValuePair.Create(row.Groups["key"].Value, row.Groups["parameter"].Value))
            .OrderBy(row => row.Key, StringComparer.Ordinal);
        Assert.Equal(Parameters(typeof(NewAllocationPoolCommand)), rows);
    }

    private static SortedDictionary<string, string> Parameters(Type cmdlet)
    {
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in cmdlet.GetProperties())
        {
            if (property.GetCustomAttribute<PoolSettingAttribute>() is { } row) found.Add(row.Key, property.Name);
        }

        return found;
    }
}
