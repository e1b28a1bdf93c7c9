namespace Allocation.Core.Storage.Rows;

/// <summary>One version of a definition, as it is stored. Versions are never changed, and never removed while history may need
/// them.</summary>
/// <param name="Name">Its name, with the case of its document.</param>
/// <param name="Version">From 1.</param>
/// <param name="Document">The JSON document.</param>
/// <param name="RegisteredAt">When it was registered.</param>
/// <param name="Retired">Whether it was unregistered: no new instances.</param>
public sealed record DefinitionRecord(string Name, int Version, string Document, DateTimeOffset RegisteredAt, bool Retired = false);
