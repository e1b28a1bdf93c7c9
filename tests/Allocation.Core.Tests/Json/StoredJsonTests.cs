using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Allocation.Core.Inventories;
using Allocation.Core.Inventories.Intents;
using Allocation.Core.Secrets;
using Allocation.Core.Storage;

namespace Allocation.Core.Tests.Json;

/// <summary>What is stored as JSON is written and read by generated code. It must be to the letter what versions before 0.2 wrote by
/// reflection, and read what they wrote.</summary>
public sealed class StoredJsonTests
{
    private static readonly Dictionary<Type, object> s_special = new()
    {
        [typeof(SecretSource)] = SecretSource.Parse("env:SECRET", Path.GetTempPath()),
    };

    private static readonly JsonSerializerOptions s_rows = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    private static readonly JsonSerializerOptions s_settings = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private static readonly JsonSerializerOptions s_calls = new(s_settings)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    };

    public static TheoryData<string> Rows => [.. TypesOf<RowJsonTypes>().Select(t => t.Name)];

    public static TheoryData<string> Settings =>
        [.. typeof(InventorySettings).GetCustomAttributes(typeof(JsonDerivedTypeAttribute), false).Cast<JsonDerivedTypeAttribute>()
            .Select(a => a.DerivedType.Name)];

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_row_is_written_as_before_and_read_whichever_member_is_missing(string name)
    {
        var type = TypesOf<RowJsonTypes>().Single(t => t.Name == name);
        var write = typeof(RowJson).GetMethod(nameof(RowJson.Write))!.MakeGenericMethod(type);
        var read = typeof(RowJson).GetMethod(nameof(RowJson.Read))!.MakeGenericMethod(type);
        Check(FilledRecord.Of(type, s_special), type, s_rows, row => (string)write.Invoke(null, [row])!, text => read.Invoke(null, [text]));
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void Settings_of_an_inventory_are_written_as_before_and_read_whichever_member_is_missing(string name)
    {
        var type = typeof(InventorySettings).Assembly.GetTypes().Single(t => t.Name == name);
        Check(FilledRecord.Of(type, s_special), typeof(InventorySettings), s_settings,
            s => ((InventorySettings)s).ToJson(), InventorySettings.Parse);
    }

    [Fact]
    public void A_call_is_written_as_before_and_read_whichever_member_is_missing() =>
        Check(FilledRecord.Of(typeof(IntentCall)), typeof(IntentCall), s_calls, c => ((IntentCall)c).ToJson(), IntentCall.Parse);

    private static void Check(object value, Type type, JsonSerializerOptions before, Func<object, string> write, Func<string, object?> read)
    {
        var text = JsonSerializer.Serialize(value, type, before);
        Assert.Equal(text, write(value));
        foreach (var variant in Variants(text).Append("null").Append("1").Append("{}"))
            Assert.Equal(Outcome(variant, t => JsonSerializer.Deserialize(t, type, before)), Outcome(variant, read));

        string Outcome(string variant, Func<string, object?> reader)
        {
            try
            {
                // Both say something of their own about null.
                return reader(variant) is { } made ? JsonSerializer.Serialize(made, type, before) : nameof(JsonException);
            }
            catch (Exception e)
            {
                return (e is TargetInvocationException ? e.InnerException! : e).GetType().Name;
            }
        }
    }

    // The text, and the text without each of its members, at any depth; and with an unknown one.
    private static IEnumerable<string> Variants(string text)
    {
        yield return text;
        yield return text[..^1] + ",\"UnknownMember\":[{\"x\":1}]}";
        for (var i = 0; ; i++)
        {
            var root = JsonNode.Parse(text)!;
            if (Members(root).ElementAtOrDefault(i) is not { } member) yield break;
            member.Container.Remove(member.Name);
            yield return root.ToJsonString();
        }
    }

    private static IEnumerable<Member> Members(JsonNode? node) => node switch
    {
        JsonObject fields => fields.ToList().SelectMany(f => Members(f.Value).Prepend(new Member(fields, f.Key))),
        JsonArray items => items.SelectMany(Members),
        _ => [],
    };

    private static IEnumerable<Type> TypesOf<T>() =>
        typeof(T).GetCustomAttributesData().Where(a => a.AttributeType == typeof(JsonSerializableAttribute))
            .Select(a => (Type)a.ConstructorArguments[0].Value!);

    private sealed record Member(JsonObject Container, string Name);
}
