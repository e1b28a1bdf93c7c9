using System.Text.Json.Serialization;

namespace Allocation.Core.Storage.Events;

/// <summary>One act: who changed what, when, by which command. Written in the transaction of the act, so there is none without the
/// other.</summary>
public sealed record AllocationEvent
{
    /// <summary>Its id, unique for ever.</summary>
    public required string EventId { get; init; }

    /// <summary>When, by the clock of the store.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>What was done to the subject.</summary>
    public required EventKind Kind { get; init; }

    /// <summary>What kind of thing it is about.</summary>
    public required EventSubject Subject { get; init; }

    /// <summary>Its name, as it is after the act.</summary>
    public required string Name { get; init; }

    /// <summary>The id of the service, the ticket, the resource or what was taken directly; null for what has only a name.</summary>
    public string? SubjectId { get; init; }

    /// <summary>The pools it concerns, each once.</summary>
    public IReadOnlyList<string> Pool { get; init; } = [];

    /// <summary>Who did it, for people: <c>alice@web1</c>, with the user of the server where that is another one.</summary>
    public string Actor => ServerUser is null || ServerUser == User ? $"{User}@{Host}" : $"{User}@{Host} as {ServerUser}";

    /// <summary>The user of the process that did it.</summary>
    public required string User { get; init; }

    /// <summary>The machine of that process.</summary>
    public required string Host { get; init; }

    /// <summary>The program.</summary>
    public required string Program { get; init; }

    /// <summary>The process.</summary>
    public required int ProcessId { get; init; }

    /// <summary>The name by which the server of the store knows the user; null where there is no server.</summary>
    public string? ServerUser { get; init; }

    /// <summary>The id of the manager that did it by itself; null for an act of a user.</summary>
    public string? Manager { get; init; }

    /// <summary>The cmdlet or command; empty when the caller did not say.</summary>
    public required string Command { get; init; }

    /// <summary>The caller's id of the request; null without one.</summary>
    public string? RequestId { get; init; }

    /// <summary>What changed, from what to what.</summary>
    public IReadOnlyList<EventChange> Change { get; init; } = [];

    /// <summary>What changed, as one text for people.</summary>
    public string Summary => string.Join("; ", Change);

    /// <summary>Its place in the order of events.</summary>
    [JsonIgnore]
    internal EventPosition Position => new(Time, EventId);

    /// <summary>Same values, pools and changes compared one by one.</summary>
    public bool Equals(AllocationEvent? other) => other is not null
        && (EventId, Time, Kind, Subject, Name, SubjectId) == (other.EventId, other.Time, other.Kind, other.Subject, other.Name,
            other.SubjectId)
        && (User, Host, Program, ProcessId, ServerUser, Manager, Command) == (other.User, other.Host, other.Program, other.ProcessId,
            other.ServerUser, other.Manager, other.Command)
        && RequestId == other.RequestId && Pool.SequenceEqual(other.Pool) && Change.SequenceEqual(other.Change);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(EventId, Time);
}
