using System.Text.Json;
using System.Text.Json.Serialization;
using Allocation.Core.Errors;
using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Core.ResourcePools;
using Allocation.Core.Services;
using Allocation.Core.Storage.Notes;

namespace Allocation.Core.Tickets;

/// <summary>What a ticket is to ask for.</summary>
internal sealed record TicketRequest
{
    /// <summary>The longest tag or sandbox, in UTF-16 characters.</summary>
    public const int MaxLength = 200;

    /// <summary>The tags that the resource has to carry; at least one.</summary>
    public required IReadOnlyList<string> Tag { get; init; }

    /// <summary>A used resource is given only within the same sandbox; null for an unused one.</summary>
    public string? Sandbox { get; init; }

    /// <summary>When its time begins, as the ledger shows it; null for at once. What it gets is its own before that.</summary>
    public DateTimeOffset? StartDate { get; init; }

    /// <summary>When the ticket is closed by itself; null for never, or for a lifetime.</summary>
    public DateTimeOffset? EndDate { get; init; }

    /// <summary>How long after its begin the ticket is closed by itself; null for never, or for an end.</summary>
    public TimeSpan? Lifetime { get; init; }

    /// <summary>What for.</summary>
    public string? Reason { get; init; }

    /// <summary>Whose it is.</summary>
    public string? Owner { get; init; }

    /// <summary>The time for which it is asked.</summary>
    public LeaseTerm Term => new(StartDate, EndDate, Lifetime);

    /// <summary>Whether a ticket that no pool can serve may wait for such a pool to come.</summary>
    public bool AllowUnsatisfiable { get; init; }

    /// <summary>The request with each tag once, by code point.</summary>
    /// <exception cref="InvalidTicketException">It asks for nothing, or for what no pool can have.</exception>
    public TicketRequest Checked()
    {
        if (Tag.Count == 0) throw new InvalidTicketException(null, "A ticket must ask for at least one tag.");
        foreach (var tag in Tag) CheckName("A tag", tag);
        if (Sandbox is not null) CheckName("A sandbox", Sandbox);
        if (Lifetime is { } lifetime && lifetime <= TimeSpan.Zero)
            throw new InvalidTicketException(lifetime.ToString(), $"The lifetime of a ticket must be above zero, not {lifetime}.");
        var notes = NoteChange.Read(null, Owner, null, mistake => new InvalidTicketException(Owner, mistake));
        return this with { Tag = TagKey.Sorted(Tag), Owner = notes.ApplyTo(NoteSet.None).Owner };
    }

    /// <summary>A digest of what is asked for, so that a repeated request is known again.</summary>
    public string Fingerprint() =>
        RequestId.Fingerprint(JsonSerializer.Serialize(new("ticket", TagKey.Sorted(Tag), Sandbox, StartDate, EndDate, Lifetime),
            AskedTicketJson.Default.AskedTicket));

    private static void CheckName(string what, string? name)
    {
        if (string.IsNullOrWhiteSpace(name)) throw new InvalidTicketException(name, $"{what} must not be empty.");
        if (NameRules.Mistake(name, MaxLength) is { } mistake) throw new InvalidTicketException(name, $"{what} {mistake}.");
    }
}

/// <summary>What of a request makes it the same again. Its JSON stands in stores as a digest, so that it never changes.</summary>
internal sealed record AskedTicket(string Kind, IReadOnlyList<string> Tag, string? Sandbox, DateTimeOffset? StartDate,
    DateTimeOffset? EndDate, TimeSpan? Lifetime);

/// <summary>It as JSON.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(AskedTicket))]
internal sealed partial class AskedTicketJson : JsonSerializerContext;
