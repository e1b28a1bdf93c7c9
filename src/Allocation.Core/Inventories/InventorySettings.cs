using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Allocation.Core.Inventories.Commands;
using Allocation.Core.Inventories.Http;
using Allocation.Core.Inventories.PoolFiles;
using Allocation.Core.Json;

namespace Allocation.Core.Inventories;

/// <summary>How a registered inventory is reached; stored as JSON.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "source")]
[JsonDerivedType(typeof(FileInventorySettings), "file")]
[JsonDerivedType(typeof(CommandInventorySettings), "command")]
[JsonDerivedType(typeof(SqlInventorySettings), "sql")]
[JsonDerivedType(typeof(HttpInventorySettings), "http")]
public abstract record InventorySettings
{
    private static readonly JsonSerializerOptions s_options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        TypeInfoResolver = InventorySettingsJson.Default.WithAddedModifier(KeepMissing),
    };

    /// <summary>How long one call may take where nobody says so.</summary>
    internal static TimeSpan UsualTimeLimit { get; } = TimeSpan.FromSeconds(30);

    /// <summary>Where it is, for people: without any secret.</summary>
    [JsonIgnore]
    public abstract string Location { get; }

    /// <summary>The kind that it has unless another is named.</summary>
    [JsonIgnore]
    public virtual InventoryKind UsualKind => InventoryKind.ByValue;

    /// <summary>The inventory; nothing is opened yet. Null when this build cannot reach it.</summary>
    /// <param name="pool">What the ledger calls it.</param>
    /// <param name="kind">Its kind.</param>
    /// <param name="sql">Reaches tables; null where no database is at hand.</param>
    internal abstract IInventory? Open(string pool, InventoryKind kind, ISqlInventories? sql);

    /// <summary>What keeps it from working, as the end of a sentence; null when nothing does.</summary>
    /// <exception cref="Errors.InvalidPoolException">It has several mistakes, all of which are listed.</exception>
    internal abstract string? Mistake(string inventory, InventoryKind kind);

    /// <summary>Reads the stored text.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static InventorySettings Parse(string json) =>
        JsonSerializer.Deserialize(json, Info)
            ?? throw new JsonException("The settings of an inventory must be an object.");

    /// <summary>The text to store. It may hold secrets.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Info);

    private static JsonTypeInfo<InventorySettings> Info =>
        (JsonTypeInfo<InventorySettings>)s_options.GetTypeInfo(typeof(InventorySettings));

    private static void KeepMissing(JsonTypeInfo info)
    {
        MissingMembers.Keep<CommandInventorySettings>(info, () => new(null!, null!));
        MissingMembers.Keep<SqlInventorySettings>(info, () => new(null!, null!, null!));
    }
}

/// <summary>The settings as JSON.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(InventorySettings))]
internal sealed partial class InventorySettingsJson : JsonSerializerContext;
