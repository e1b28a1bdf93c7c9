using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Allocation.Core.Json;
using Allocation.Core.ResourcePools;
using Allocation.Core.ResourcePools.Managing;
using Allocation.Core.Tickets;

namespace Allocation.Core.Storage;

/// <summary>Rows as JSON text: enums by name, nothing for what is not set or follows from other members.</summary>
internal static class RowJson
{
    private static readonly JsonSerializerOptions s_options = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = RowJsonTypes.Default.WithAddedModifier(KeepMissing),
    };

    /// <summary>Writes a row on one line.</summary>
    public static string Write<T>(T row) => JsonSerializer.Serialize(row, Info<T>());

    /// <summary>Reads a row.</summary>
    /// <exception cref="JsonException">It is not such a row.</exception>
    public static T Read<T>(string json) => JsonSerializer.Deserialize(json, Info<T>()) ?? throw new JsonException("A row is null.");

    private static JsonTypeInfo<T> Info<T>() => (JsonTypeInfo<T>)s_options.GetTypeInfo(typeof(T));

    private static void KeepMissing(JsonTypeInfo info)
    {
        MissingMembers.Keep<ResourcePool>(info, () => new() { Name = null!, Settings = null!, CreatedAt = default });
        MissingMembers.Keep<ResourcePoolSettings>(info, () => new());
        MissingMembers.Keep<PoolHealth>(info, () => new());
        MissingMembers.Keep<PoolResource>(info, () => new() { Id = 0, Name = null!, Pool = null!, CreatedAt = default });
    }
}

/// <summary>The types of rows.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ResourcePool))]
[JsonSerializable(typeof(PoolResource))]
[JsonSerializable(typeof(ResourceTicket))]
[JsonSerializable(typeof(ManagerRecord))]
[JsonSerializable(typeof(QueueState))]
internal sealed partial class RowJsonTypes : JsonSerializerContext;
