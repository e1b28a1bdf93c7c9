using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Allocation.Core.Pools.Notations;
using Allocation.Core.Results;

namespace Allocation.Cli.Tests;

/// <summary>What <c>--json</c> writes comes from generated code, which knows the types that are listed.</summary>
public sealed class ResultJsonTests
{
    private static readonly IReadOnlyList<Type> s_types =
        [.. typeof(ResultJson).GetCustomAttributesData().Where(a => a.AttributeType == typeof(JsonSerializableAttribute))
            .Select(a => (Type)a.ConstructorArguments[0].Value!)];

    private static readonly Dictionary<Type, object> s_special = new() { [typeof(PoolNotation)] = PoolNotation.Numbers };

    private static readonly JsonSerializerOptions s_before = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    public static TheoryData<string> Names => [.. s_types.Select(t => t.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_result_has_the_members_that_reflection_would_write(string name)
    {
        var value = FilledRecord.Of(s_types.Single(t => t.Name == name), s_special);
        var written = (string)typeof(JsonText).GetMethod(nameof(JsonText.Of))!.MakeGenericMethod(value.GetType()).Invoke(null, [value])!;
        Assert.Equal(TimesAsWritten(JsonSerializer.Serialize(value, value.GetType(), s_before)), written);
    }

    [Fact]
    public void Every_type_that_is_listed_in_columns_can_be_written()
    {
        var sources = Path.Combine(Repository(), "src", "Allocation.Cli");
        var names = Directory.EnumerateFiles(sources, "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Regex.Matches(File.ReadAllText(file), @"\bColumn<(\w+)>").Select(m => m.Groups[1].Value))
            .Where(name => name != "T").Distinct().ToList();
        Assert.NotEmpty(names);
        Assert.Empty(names.Except(s_types.Select(t => t.Name)));
    }

    // Times are in UTC, and what is not seen is escaped.
    private static string TimesAsWritten(string text) =>
        text.Replace("2026-03-04T05:06:07.123+02:00", "2026-03-04T03:06:07.123Z", StringComparison.Ordinal)
            .Replace("\u2028", "\\u2028", StringComparison.Ordinal);

    private static string Repository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Allocation.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
