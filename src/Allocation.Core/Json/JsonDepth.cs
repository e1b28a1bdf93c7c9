using System.Text.Json;

namespace Allocation.Core.Json;

/// <summary>How deep JSON may be nested. Readers and writers call themselves once a level, so that some limit has to be.</summary>
internal static class JsonDepth
{
    /// <summary>For what comes from outside: definitions, attributes, pool files, answers. It is the limit of the JSON library.</summary>
    public const int External = 64;

    /// <summary>For what we store: attributes of that depth inside the rows of a document, inside embedded entities.</summary>
    public const int Stored = 512;

    /// <summary>Reads what we store.</summary>
    public static JsonDocumentOptions ReadStored { get; } = new() { MaxDepth = Stored };
}
