using System.Reflection;
using Allocation.Core.Hooks;
using Allocation.Core.ResourcePools;

namespace Allocation.Tickets.Tests.ResourcePools;

public sealed class PoolSettingTests
{
    private static readonly PropertyInfo[] s_properties =
        [.. typeof(ResourcePoolSettings).GetProperties().Where(property => property.CanWrite)];

    private static readonly ResourcePoolSettings s_good = new() { New = HookCommand.Shell("true"), Delete = HookCommand.Shell("true") };

    public static TheoryData<string> Keys => [.. PoolSetting.All.Select(setting => setting.Key)];

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_row_changes_the_one_property_that_it_is_called_after(string key)
    {
        var before = new ResourcePoolSettings();
        var after = Row(key).With(before, AnotherValue(key));
        var name = key.StartsWith("cmd_", StringComparison.Ordinal) ? key[4..] : key.Replace("_", "", StringComparison.Ordinal);
        Assert.Equal([name], s_properties.Where(p => !Equals(p.GetValue(before), p.GetValue(after)))
            .Select(p => p.Name.ToLowerInvariant()));
    }

    [Fact]
    public void Every_property_has_a_row() =>
        Assert.Equal(s_properties.Length, PoolSetting.All.Select(setting => setting.Key).Distinct().Count());

    [Fact]
    public void Good_settings_have_no_mistakes() => Assert.Empty(ResourcePoolRules.Mistakes(s_good));

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_number_or_time_below_zero_and_a_hook_without_a_command_is_a_mistake_of_its_row(string key)
    {
        object? wrong = Kind(key) switch
        {
            var type when type == typeof(int) => -1,
            var type when type == typeof(TimeSpan) => TimeSpan.FromTicks(-1),
            var type when type == typeof(HookCommand) => new[] { " " },
            _ => null,
        };
        if (wrong is not null) Assert.Equal([key], ResourcePoolRules.Mistakes(Row(key).With(s_good, wrong)).Select(mistake => mistake.Key));
    }

    [Theory]
    [InlineData("livecheck_period")]
    [InlineData("list_period")]
    [InlineData("new_timeout")]
    [InlineData("list_timeout")]
    public void What_must_be_above_zero_is_not_zero(string key)
    {
        object zero = Kind(key) == typeof(int) ? 0 : TimeSpan.Zero;
        Assert.Equal([key], ResourcePoolRules.Mistakes(Row(key).With(s_good, zero)).Select(mistake => mistake.Key));
    }

    [Theory]
    [InlineData("output_limit", 1024 * 1024)]
    [InlineData("new_timeout", 24)]
    [InlineData("list_timeout", 24)]
    public void What_has_an_upper_bound_is_at_most_that(string key, int most)
    {
        object Value(int over) => Kind(key) == typeof(int) ? most + over : TimeSpan.FromDays(most) + TimeSpan.FromTicks(over);
        Assert.Empty(ResourcePoolRules.Mistakes(Row(key).With(s_good, Value(0))));
        Assert.Equal([key], ResourcePoolRules.Mistakes(Row(key).With(s_good, Value(1))).Select(mistake => mistake.Key));
    }

    [Fact]
    public void No_two_kinds_of_hooks_share_a_key_or_a_log()
    {
        var rows = Enum.GetValues<HookKind>().Select(HookTraits.Of).ToList();
        Assert.Equal(rows.Count, rows.Select(row => row.Key).Distinct().Count());
        Assert.Equal(rows.Count, rows.Select(row => row.LogSuffix).Distinct().Count());
    }

    private static PoolSetting Row(string key) => Assert.Single(PoolSetting.All, setting => setting.Key == key);

    private static Type Kind(string key)
    {
        var name = key.StartsWith("cmd_", StringComparison.Ordinal) ? key[4..] : key.Replace("_", "", StringComparison.Ordinal);
        return Assert.Single(s_properties, property => property.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).PropertyType;
    }

    private static object AnotherValue(string key) => Kind(key) switch
    {
        var type when type == typeof(int) => 77,
        var type when type == typeof(TimeSpan) => TimeSpan.FromSeconds(77),
        var type when type == typeof(string) => "another",
        var type when type == typeof(bool) => false,
        _ => new[] { "one", "two" },
    };
}
