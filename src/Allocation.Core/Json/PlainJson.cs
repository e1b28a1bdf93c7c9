using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Allocation.Core.Json;

/// <summary>JSON of plain lists and of nodes, with the library's own settings.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(long[]))]
[JsonSerializable(typeof(long[][]))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class PlainJson : JsonSerializerContext;
