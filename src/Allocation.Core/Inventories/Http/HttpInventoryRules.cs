namespace Allocation.Core.Inventories.Http;

/// <summary>What an HTTP interface needs so that its numbers can be found and given back as its kind promises.</summary>
internal static class HttpInventoryRules
{
    /// <summary>Notes what is missing, or cannot work.</summary>
    public static void Check(HttpApi api, InventoryKind kind, List<string> mistakes)
    {
        CheckTaking(api, mistakes);
        var allocate = api.Operation(HttpApi.Allocate);
        IReadOnlyList<HttpOperation> takes = [.. new[] { allocate, api.Operation(HttpApi.AllocateExactly) }.OfType<HttpOperation>()];
        if (allocate is { Fields.Number: null }) mistakes.Add("allocate: its 'entry' must say where the 'number' is");
        foreach (var looks in new[] { api.Operation(HttpApi.Find), api.Operation(HttpApi.List) }.OfType<HttpOperation>())
            if (looks.Fields.Number is null) mistakes.Add($"{looks.Name}: its 'entry' must say where the 'number' is");

        var free = api.Operation(HttpApi.Free);
        if (free is null) mistakes.Add("free: it is missing");
        var freesById = free is not null && Uses(free, HttpValues.Id);
        mistakes.AddRange(kind switch
        {
            InventoryKind.Tagged => Tagged(api, takes, freesById),
            InventoryKind.ById => ById(free, takes, freesById),
            InventoryKind.ByValue => ByValue(free, freesById),
            InventoryKind.Transactional => [],
        });

        if (kind != InventoryKind.Tagged && api.Operation(HttpApi.Find) is not null)
            mistakes.Add("find: it must not be given, because only a tagged inventory is asked by owner");
    }

    private static void CheckTaking(HttpApi api, List<string> mistakes)
    {
        var allocate = api.Operation(HttpApi.Allocate);
        var exactly = api.Operation(HttpApi.AllocateExactly);
        if (exactly is not null && !Uses(exactly, HttpValues.Number)) mistakes.Add("allocate_exactly: it must use {number}");
        if (api.Numbers is null)
        {
            if (allocate is null)
                mistakes.Add("allocate: it is missing, or 'numbers', 'list' and 'allocate_exactly' are, where the server does not choose");
            return;
        }

        if (allocate is not null) mistakes.Add("allocate: it must not be given beside 'numbers', with which the number is chosen here");
        if (exactly is null) mistakes.Add("allocate_exactly: it must be given beside 'numbers'");
        if (api.Operation(HttpApi.List) is null) mistakes.Add("list: it must be given beside 'numbers'");
    }

    // Found by our key: owner and attribute are the same for a number that the service holds and for one that it asks for in its place.
    private static IEnumerable<string> Tagged(HttpApi api, IReadOnlyList<HttpOperation> takes, bool freesById)
    {
        foreach (var take in takes.Where(t => !Uses(t, HttpValues.Key)))
            yield return $"{take.Name}: it must send {{key}}, because the inventory is tagged";
        if ((api.Operation(HttpApi.Find) ?? api.Operation(HttpApi.List)) is not { } looks)
        {
            yield return "find: it must be given, or 'list', because the inventory is tagged";
            yield break;
        }

        if (looks.Fields.Key is null)
            yield return $"{looks.Name}: its 'entry' must say where the 'key' is, because the inventory is tagged";
        if (freesById && looks.Fields.Id is null) yield return $"{looks.Name}: its 'entry' must say where the 'id' is, which 'free' uses";
    }

    private static IEnumerable<string> ById(HttpOperation? free, IReadOnlyList<HttpOperation> takes, bool freesById)
    {
        if (free is not null && !freesById) yield return "free: it must use {id}, because the inventory is by id";
        foreach (var take in takes.Where(t => t.Fields.Id is null))
            yield return $"{take.Name}: its 'entry' must say where the 'id' is, because the inventory is by id";
    }

    private static IEnumerable<string> ByValue(HttpOperation? free, bool freesById)
    {
        if (freesById) yield return "free: it must not use {id}, because the inventory is by value and keeps none";
        else if (free is not null && !Uses(free, HttpValues.Number))
            yield return "free: it must use {number}, because the inventory is by value";
    }

    /// <summary>Whether an operation sends a value.</summary>
    public static bool Uses(HttpOperation operation, string name) =>
        operation.Path.Names.Contains(name) || operation.Headers.Values.Any(h => h.Names.Contains(name))
            || HttpBody.Names(operation.Body).Contains(name);
}
