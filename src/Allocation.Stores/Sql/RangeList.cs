using System.Text.Json;
using Allocation.Core.Json;
using Allocation.Core.Pools;

namespace Allocation.Stores.Sql;

/// <summary>Ranges as JSON text: <c>[[150,151],[160,170]]</c>, each half-open.</summary>
internal static class RangeList
{
    public static string ToJson(IEnumerable<NumberRange> ranges) =>
        JsonSerializer.Serialize([.. ranges.Select(r => new[] { r.From, r.To })], PlainJson.Default.Int64ArrayArray);

    // Most pools exclude nothing, and each claim reads its pool.
    public static IReadOnlyList<NumberRange> Parse(string json) => json == "[]" ? [] :
        [.. JsonSerializer.Deserialize(json, PlainJson.Default.Int64ArrayArray)!.Select(r => r is [var from, var to]
            ? new NumberRange(from, to)
            : throw new JsonException("A range must be a pair."))];
}
