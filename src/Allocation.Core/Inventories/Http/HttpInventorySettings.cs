using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Allocation.Core.Errors;
using Allocation.Core.Files;
using Allocation.Core.Json;
using Allocation.Core.Secrets;

namespace Allocation.Core.Inventories.Http;

/// <summary>An HTTP interface whose answers are JSON; see <see cref="HttpInventory"/>.</summary>
/// <param name="Document">What it is asked and how its answers are read; <c>docs/inventory-http.schema.json</c> has its form.</param>
internal sealed record HttpInventorySettings(JsonObject Document) : InventorySettings
{
    /// <summary>Tagged: it keeps our owner.</summary>
    [JsonIgnore]
    public override InventoryKind UsualKind => InventoryKind.Tagged;

    /// <summary>The address of the interface, and whether its certificate is checked.</summary>
    [JsonIgnore]
    public override string Location =>
        (Text("url") ?? "") + (Document["skip_certificate_check"] is JsonValue value && value.TryGetValue(out bool skips) && skips
            ? " (any certificate)"
            : "");

    /// <summary>Reads a document. Files that it names by a path which is not rooted are looked for in a folder; all else is checked when it
    /// is registered.</summary>
    /// <param name="json">JSON; comments and trailing commas are allowed.</param>
    /// <param name="folder">The full path of the folder.</param>
    /// <exception cref="InvalidPoolException">It is not one JSON object.</exception>
    public static HttpInventorySettings Parse(string json, string folder)
    {
        try
        {
            return Resolve(json, folder);
        }
        catch (OutsideJsonException error)
        {
            throw new InvalidPoolException(null, $"The description of an HTTP inventory cannot be read: {error.Message}.");
        }
    }

    /// <summary>Reads a file with a document. Files that it names by a path which is not rooted are looked for beside it.</summary>
    /// <param name="path">The full path of the file.</param>
    /// <exception cref="InvalidPoolException">It cannot be read, or is not one JSON object.</exception>
    public static HttpInventorySettings ReadFile(string path)
    {
        try
        {
            return Resolve(InputFile.ReadText(path), Path.GetDirectoryName(path) ?? path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or OutsideJsonException)
        {
            throw new InvalidPoolException(null,
                $"The description of the HTTP inventory, '{path}', cannot be read: {error.Message.TrimEnd('.')}.");
        }
    }

    private static HttpInventorySettings Resolve(string json, string folder)
    {
        var settings = new HttpInventorySettings(OutsideJson.ReadObject(json, isLenient: true));
        foreach (var name in HttpApiReader.Paths)
            if (settings.Text(name) is { Length: > 0 } path) settings.Document[name] = Path.GetFullPath(path, folder);
        if (settings.Text("secret") is { } secret && SecretSource.Stored(secret) is not null)
            settings.Document["secret"] = SecretSource.Parse(secret, folder).ToString();
        return settings;
    }

    /// <inheritdoc/>
    internal override IInventory? Open(string pool, InventoryKind kind, ISqlInventories? sql) => new HttpInventory(pool, kind, this);

    /// <inheritdoc/>
    internal override string? Mistake(string inventory, InventoryKind kind)
    {
        ToApi(inventory, kind);
        return null;
    }

    /// <summary>The interface.</summary>
    /// <exception cref="InvalidPoolException">It has mistakes, all of which are listed with their places.</exception>
    internal HttpApi ToApi(string inventory, InventoryKind kind)
    {
        var mistakes = new List<string>();
        using var document = JsonDocument.Parse(Document.ToJsonString());
        var api = HttpApiReader.Read(document.RootElement, mistakes);
        HttpInventoryRules.Check(api, kind, mistakes);
        return mistakes.Count == 0
            ? api
            : throw new InvalidPoolException(inventory, $"The inventory '{inventory}' cannot be used: {string.Join("; ", mistakes)}.");
    }

    private string? Text(string name) => Document[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
