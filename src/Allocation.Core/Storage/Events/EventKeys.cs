namespace Allocation.Core.Storage.Events;

/// <summary>In what form events are looked for.</summary>
internal static class EventKeys
{
    // Neither names of users and machines nor those of pools have control characters.
    private const char Between = '\u001F';

    /// <summary>The user, the machine and the user of the server, as <see cref="NameKey"/>.</summary>
    public static string OfActor(AllocationEvent row) =>
        NameKey.Of(string.Concat(row.User, "\u001F", row.Host, "\u001F", row.ServerUser ?? ""));

    /// <summary>The patterns of which one must fit <see cref="OfActor"/>.</summary>
    public static IReadOnlyList<string> PatternsOfActor(string actor)
    {
        var at = actor.LastIndexOf('@');
        string[] patterns = [$"{actor}{Between}*{Between}*", $"*{Between}*{Between}{actor}"];
        return at < 1 ? patterns : [.. patterns, $"{actor[..at]}{Between}{actor[(at + 1)..]}{Between}*"];
    }

    /// <summary>The pools, each between two marks, as <see cref="NameKey"/>.</summary>
    public static string OfPools(IReadOnlyList<string> pools) =>
        pools.Count == 0 ? "" : $"{Between}{NameKey.Of(string.Join(Between, pools))}{Between}";

    /// <summary>What <see cref="OfPools"/> has of a pool.</summary>
    public static string OfPool(string pool) => $"{Between}{NameKey.Of(pool)}{Between}";
}
