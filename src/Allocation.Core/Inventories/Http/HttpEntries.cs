using System.Text.Json;

namespace Allocation.Core.Inventories.Http;

/// <summary>Reads the entries of an operation that looks, page after page.</summary>
internal static class HttpEntries
{
    // With a thousand entries a page this is more than any inventory has; a server that never ends is cut off here.
    private const int MostPages = 10_000;

    /// <summary>The entries of all pages.</summary>
    /// <exception cref="HttpCallException">An answer could not be got or read.</exception>
    public static IEnumerable<JsonElement> All(HttpExchange exchange, HttpOperation operation, IReadOnlyDictionary<string, string> values)
    {
        var first = exchange.Address(operation, values);
        var seen = new HashSet<Uri>();
        var count = 0;
        for (var address = first; address is not null;)
        {
            if (!seen.Add(address) || seen.Count > MostPages)
                throw new HttpCallException($"its pages do not end: {address.PathAndQuery} came again, or there are more than {MostPages}",
                    mayHaveHappened: false);
            var answer = Get(exchange, operation, values, address);
            if (operation.NotFound.Any(c => c.Fits(answer))) yield break;
            if (!answer.IsSuccess) throw new HttpCallException(answer.ForPeople, mayHaveHappened: false);
            var page = Items(operation, answer);
            foreach (var item in page) yield return item;
            count += page.Count;
            address = operation.Paging?.Next(exchange, first, address, answer, page.Count, count);
        }
    }

    /// <summary>The entries of one answer: those of a list, or the one that is there.</summary>
    /// <exception cref="HttpCallException">There are none where they should be.</exception>
    public static IReadOnlyList<JsonElement> Items(HttpOperation operation, HttpAnswer answer)
    {
        if (answer.Document is not { } document)
            throw new HttpCallException($"its answer cannot be read, {answer.Mistake}: {answer.ForPeople}", operation.Changes);
        if (!operation.Items.TryFind(document, out var found))
            throw new HttpCallException($"its answer has nothing at {operation.Items}: {answer.ForPeople}", operation.Changes);
        return found.ValueKind == JsonValueKind.Array ? [.. found.EnumerateArray()] : found.ValueKind == JsonValueKind.Null ? [] : [found];
    }

    private static HttpAnswer Get(HttpExchange exchange, HttpOperation operation, IReadOnlyDictionary<string, string> values, Uri address)
    {
        while (true)
        {
            var answer = exchange.Send(operation, values, address);
            if (!answer.IsPassing || !exchange.Pause(answer)) return answer;
        }
    }
}
