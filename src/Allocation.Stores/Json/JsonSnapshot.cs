using Allocation.Core.Storage.Documents;
using Allocation.Stores.Memory;

namespace Allocation.Stores.Json;

/// <summary>A document as it was read: its rows, what it had besides, and by what it is recognised.</summary>
/// <param name="State">The rows.</param>
/// <param name="Kept">Fields that we do not know.</param>
/// <param name="Schema">The schema that it was written in; the rows are those of the newest.</param>
/// <param name="Revision">How often the document was written.</param>
/// <param name="Latest">The latest time that it has seen; null when it does not say.</param>
/// <param name="Stamp">Length, time and first bytes of the file: when any of them differs, it is read again.</param>
/// <param name="Written">Which of its rows stand there as we write them; null before this process wrote the document.</param>
internal sealed record JsonSnapshot(MemoryState State, KeptFields Kept, int Schema, long Revision, DateTimeOffset? Latest, JsonStamp Stamp,
    WrittenRows? Written = null);
