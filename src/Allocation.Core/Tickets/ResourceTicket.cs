using Allocation.Core.Storage.Notes;

namespace Allocation.Core.Tickets;

/// <summary>A request for one resource that carries all given tags.</summary>
public sealed record ResourceTicket
{
    /// <summary>Its number, unique in the store for ever; lower ones came first.</summary>
    public required long Id { get; init; }

    /// <summary>Where it is in its transitions.</summary>
    public TicketState State { get; init; }

    /// <summary>The tags it asks for, each once, by code point.</summary>
    public required IReadOnlyList<string> Tag { get; init; }

    /// <summary>The sandbox: a used resource is given again only within the same one. Made up when the resource is given, if none was asked
    /// for.</summary>
    public string? Sandbox { get; init; }

    /// <summary>Whether it has its resource and may use it.</summary>
    public bool Ready => State == TicketState.Open && ResourceId is not null;

    /// <summary>The id of its resource.</summary>
    public long? ResourceId { get; init; }

    /// <summary>The name of its resource.</summary>
    public string? ResourceName { get; init; }

    /// <summary>The pool of its resource.</summary>
    public string? Pool { get; init; }

    /// <summary>What the resource's <c>cmd_new</c> printed.</summary>
    public string? Data { get; init; }

    /// <summary>When it was opened.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it got its resource.</summary>
    public DateTimeOffset? AssignedAt { get; init; }

    /// <summary>When it was closed or failed.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>When its time begins; null for as soon as it has its resource.</summary>
    public DateTimeOffset? StartsAt { get; init; }

    /// <summary>When it is closed by itself; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Who opened it.</summary>
    public string? User { get; init; }

    /// <summary>The machine it was opened on.</summary>
    public string? Host { get; init; }

    /// <summary>The process that opened it.</summary>
    public int? ProcessId { get; init; }

    /// <summary>What for, as its holder said.</summary>
    public string? Reason { get; init; }

    /// <summary>Whose it is: a person, a team, a customer; null when nobody said so.</summary>
    public string? Owner { get; init; }

    /// <summary>The caller's id of the request that opened it.</summary>
    public string? RequestId { get; init; }

    /// <summary>Why it failed, or was closed by another than its holder.</summary>
    public string? Failure { get; init; }

    /// <summary>Its place among the waiting tickets with the same tags, from 1; only where tickets are looked up, and only while it
    /// waits.</summary>
    public long? QueuePosition { get; init; }

    /// <summary>Why it waits; only where tickets are looked up, and only while it waits.</summary>
    public string? Waiting { get; init; }

    /// <summary>What is noted of it, as of everything that holds something. Its tags are what it asks for.</summary>
    internal NoteSet Notes => Owner is null && Reason is null ? NoteSet.None : new() { Description = Reason, Owner = Owner };

    /// <summary>Whether it waits for a resource.</summary>
    public bool Waits => State == TicketState.Open && ResourceId is null;
}
