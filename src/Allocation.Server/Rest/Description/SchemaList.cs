using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using Allocation.Core.Pools;
using Allocation.Core.ResourcePools;
using Allocation.Core.Results;
using Allocation.Server.Failures;
using Allocation.Server.Rest.Bodies;

namespace Allocation.Server.Rest.Description;

/// <summary>The schemas of what a document refers to, each once. They come from the code that writes and reads the JSON.</summary>
internal sealed class SchemaList
{
    private const string AnyPool = "Pool";
    private const string Schemas = "#/components/schemas/";

    // Null is written for what is not there, so every property is.
    private static readonly JsonSchemaExporterOptions s_options = new()
    {
        TreatNullObliviousAsNonNullable = true,

        TransformSchemaNode = (context, schema) =>
            ShapeOf(context) is { } shape ? ReferenceTo(NameOf(shape)) : Typed(context.TypeInfo.Type, schema),
    };

    private readonly SortedDictionary<string, JsonNode> _schemas = new(StringComparer.Ordinal);

    /// <summary>A reference to the schema of a type.</summary>
    public JsonObject Reference(Type type)
    {
        var name = NameOf(type);
        if (_schemas.ContainsKey(name)) return ReferenceTo(name);
        _schemas[name] = type == typeof(object) ? PoolOfEitherKind() : type == typeof(DefinitionBody) ? Definition() : SchemaOf(type);
        foreach (var shape in type.GetProperties().Select(property => property.GetCustomAttribute<ShapeAttribute>()?.Type))
            if (shape is not null) Reference(shape);
        return ReferenceTo(name);
    }

    /// <summary>All schemas by name.</summary>
    public JsonObject Write() => new(_schemas.Select(schema => KeyValuePair.Create(schema.Key, (JsonNode?)schema.Value)));

    // The routes of pools answer pools of both kinds.
    private JsonObject PoolOfEitherKind() => new()
    {
        ["anyOf"] = new JsonArray(Reference(typeof(AllocationPool)), Reference(typeof(ResourcePoolStatus))),
    };

    // What may be in it is for the page about definitions.
    private static JsonObject Definition() => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject { ["name"] = new JsonObject { ["type"] = "string" } },
        ["required"] = new JsonArray("name"),
        ["additionalProperties"] = true,
    };

    private static Type? ShapeOf(JsonSchemaExporterContext context) =>
        context.PropertyInfo?.AttributeProvider?.GetCustomAttributes(typeof(ShapeAttribute), false) is [ShapeAttribute shape]
            ? shape.Type
            : null;

    private static JsonObject ReferenceTo(string name) => new() { ["$ref"] = $"{Schemas}{name}" };

    private static string NameOf(Type type) => type == typeof(object) ? AnyPool : type.Name;

    // What generators of clients need: a type for everything, and how large numbers are. Times and ranges have converters of their own, of
    // which the library knows nothing.
    private static JsonNode Typed(Type type, JsonNode schema)
    {
        var value = Nullable.GetUnderlyingType(type) ?? type;
        if (value == typeof(DateTimeOffset)) return new JsonObject { ["type"] = TypeOf("string", value != type), ["format"] = "date-time" };
        if (value == typeof(NumberRangeList)) return new JsonObject { ["type"] = "array", ["items"] = new JsonObject() };
        if (schema is not JsonObject known) return new JsonObject();
        if (value.IsEnum) known.Insert(0, "type", TypeOf("string", value != type));
        if (value == typeof(long)) known["format"] = "int64";
        if (value == typeof(int)) known["format"] = "int32";
        if (value == typeof(double)) known["format"] = "double";
        known.Remove("$comment");
        return known;
    }

    private static JsonNode TypeOf(string type, bool mayBeNull) => mayBeNull ? new JsonArray(type, "null") : type;

    private static JsonNode SchemaOf(Type type)
    {
        var own = type == typeof(Problem) ? ProblemForm.Options : JsonBody.IsOne(type) ? JsonBody.Options : JsonText.Options;
        var options = new JsonSerializerOptions(own) { RespectNullableAnnotations = true };
        var schema = WithinDocument(options.GetJsonSchemaAsNode(type, s_options), NameOf(type));

        // What clients of Microsoft's generator throw then says it.
        if (type == typeof(Problem)) schema["properties"]!["detail"]!["x-ms-primary-error-message"] = true;
        return schema;
    }

    // The library refers to what it has described already from the root of the schema, which is not that of the document.
    private static JsonNode WithinDocument(JsonNode schema, string name)
    {
        foreach (var part in schema is JsonObject members ? members.Select(member => member.Value).ToList() : [.. schema.AsArray()])
        {
            if (part is JsonObject or JsonArray) WithinDocument(part, name);
        }

        if (schema is JsonObject found && (string?)found["$ref"] is { } reference
            && !reference.StartsWith(Schemas, StringComparison.Ordinal))
        {
            found["$ref"] = $"{Schemas}{name}{reference[1..]}";
        }

        return schema;
    }
}
