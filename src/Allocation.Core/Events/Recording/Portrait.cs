using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Allocation.Core.Inventories;
using Allocation.Core.Inventories.Intents;
using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Core.Pools.Notations;
using Allocation.Core.ResourcePools;
using Allocation.Core.Services;
using Allocation.Core.Storage.Notes;
using Allocation.Core.Storage.Rows;
using Allocation.Core.Tickets;

namespace Allocation.Core.Events.Recording;

/// <summary>A row as events show it. What hooks printed, what their environment is, the commands themselves and the settings of
/// inventories are no part of it: they may hold secrets.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Id">Its id; null for what has only a name.</param>
/// <param name="IsOver">Whether it has ended and is kept as history.</param>
/// <param name="Pools">The pools it concerns.</param>
/// <param name="Properties">What can change, in order.</param>
internal sealed record Portrait(string Name, string? Id, bool IsOver, IReadOnlyList<string> Pools,
    IReadOnlyList<(string Property, string? Value)> Properties)
{
    // Enough for what people write, and no more of what programs put together.
    private const int LongestText = 1000;

    /// <summary>The portrait of a row.</summary>
    public static Portrait Of(object row) => row switch
    {
        NumberPool pool => Of(pool),
        ServiceInstance service => Of(service),
        ResourceTicket ticket => Of(ticket),
        PoolResource resource => Of(resource),
        ResourcePool pool => Of(pool),
        DefinitionRecord definition =>
            new(definition.Name, null, definition.Retired, [], [("Version", LedgerText.Of(definition.Version))]),
        IntentRecord call => Of(call),
        InventoryRegistration inventory => new(inventory.Name, null, false, [], [("Kind", inventory.Kind.ToString())]),
        _ => throw new ArgumentException($"A {row.GetType().Name} has no portrait.", nameof(row)),
    };

    /// <summary>A time in UTC.</summary>
    public static string? Text(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>What is noted.</summary>
    public static IEnumerable<(string Property, string? Value)> Of(NoteSet notes) =>
    [
        ("Description", notes.Description),
        ("Owner", notes.Owner),
        ("Tag", notes.Tags.Count == 0 ? null : Shortened(string.Join(',', notes.Tags))),
    ];

    /// <summary>The text, without its end when it is very long.</summary>
    public static string Shortened(string text)
    {
        if (text.Length <= LongestText) return text;
        var length = char.IsHighSurrogate(text[LongestText - 1]) ? LongestText - 1 : LongestText;
        return text[..length] + "…";
    }

    private static Portrait Of(NumberPool pool) => new(pool.Name, null, false, [pool.Name],
    [
        ("Network", pool.Notation.Network?.ToString()),
        ("PrefixLength", pool.Notation is SubnetNotation subnets ? LedgerText.Of(subnets.PrefixLength) : null),
        ("MacPrefix", (pool.Notation as MacNotation)?.MacPrefix),
        ("Pattern", (pool.Notation as TextNotation)?.Pattern),
        ("Gives", Shortened(pool.Notation.Write(pool.Range.Except(pool.Gaps).DefaultIfEmpty()))),
        ("Excluded", pool.Excluded.Count == 0 ? null : Shortened(pool.Notation.Write(pool.Excluded))),
        ("Strategy", pool.Strategy.ToString()),
        ("ReuseDelay", pool.ReuseDelay == TimeSpan.Zero ? null : pool.ReuseDelay.ToString("c", CultureInfo.InvariantCulture)),
        ("ParentAllocation", pool.ParentAllocation),
        ("WarnAt", pool.WarnAt is { } percent ? LedgerText.Of(percent) : null),
        .. Of(pool.Notes),
    ]);

    private static Portrait Of(ServiceInstance service)
    {
        var properties = new List<(string, string?)>
        {
            ("Definition", service.Definition),
            ("DefinitionVersion", service.DefinitionVersion == 1 ? null : LedgerText.Of(service.DefinitionVersion)),
            ("State", service.State),
            ("StartDate", Text(service.Time.Start)),
            ("EndDate", Text(service.Time.End)),
            ("Rollback", service.Rollback is null ? null : "kept"),
        };
        properties.AddRange(Of(service.Notes));
        foreach (var (name, value) in service.Attributes.Root) properties.Add((name, value is null ? null : Text(value)));
        return new(service.Name, service.Id, !service.Living, [], properties);
    }

    /// <summary>What a number in doubt is called.</summary>
    public static string NameOfCase(string pool, string? number) => number is null ? pool : $"{number} of {pool}";

    // Why a call failed is told by the inventory, in its words.
    private static Portrait Of(IntentRecord call) => new(
        NameOfCase(call.Pool, call.Number is { } number ? LedgerText.Of(number) : null), call.LeaseId, false, [call.Pool],
    [
        ("State", call.IsDismissed ? "Dismissed" : call.State.ToString()),
        ("Lease", call.LeaseName),
        ("Attribute", call.Attribute),
    ]);

    private static Portrait Of(ResourceTicket ticket) => new($"ticket {LedgerText.Of(ticket.Id)}", LedgerText.Of(ticket.Id),
        ticket.State != TicketState.Open, ticket.Pool is null ? [] : [ticket.Pool],
    [
        ("State", ticket.State.ToString()),
        ("Tag", Shortened(string.Join(',', ticket.Tag))),
        ("Sandbox", ticket.Sandbox),
        ("StartDate", Text(ticket.StartsAt)),
        ("EndDate", Text(ticket.ExpiresAt)),
        ("Owner", ticket.Owner),
        ("Reason", ticket.Reason is { } reason ? Shortened(reason) : null),
    ]);

    private static Portrait Of(PoolResource resource) => new(resource.Name, LedgerText.Of(resource.Id), !resource.Living, [resource.Pool],
    [
        ("State", resource.State.ToString()),
        ("TicketId", resource.TicketId is { } ticket ? LedgerText.Of(ticket) : null),
    ]);

    private static Portrait Of(ResourcePool pool) => new(pool.Name, null, false, [pool.Name],
    [
        ("Paused", pool.Paused ? "true" : null),
        ("Draining", pool.Draining ? "true" : null),
        ("Removed", pool.Removed ? "true" : null),
        ("Source", pool.Source),
        ("Tag", pool.Settings.Tags.Count == 0 ? null : Shortened(string.Join(',', pool.Settings.Tags.Select(tag => tag.Name)))),
    ]);

    private static string Text(JsonNode value) => value is JsonValue plain && plain.TryGetValue<long>(out var number)
        ? LedgerText.Of(number)
        : Shortened(value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString());
}
