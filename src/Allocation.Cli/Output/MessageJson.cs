using System.Text.Json.Serialization;

namespace Allocation.Cli.Output;

/// <summary>What goes to standard error as JSON.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(ErrorLine))]
[JsonSerializable(typeof(WarningLine))]
[JsonSerializable(typeof(InformationLine))]
internal sealed partial class MessageJson : JsonSerializerContext;
