namespace Allocation.Core.Storage.Documents;

/// <summary>What a document says of itself.</summary>
/// <param name="Schema">The number of its format, as it was written.</param>
/// <param name="Revision">How often it was written; 0 when it does not say.</param>
/// <param name="Latest">The latest time that its store has seen; null when it does not say.</param>
internal readonly record struct DocumentHead(int Schema, long Revision, DateTimeOffset? Latest);
