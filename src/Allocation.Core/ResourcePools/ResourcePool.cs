namespace Allocation.Core.ResourcePools;

/// <summary>A named source of things that hooks make and end, as it is stored.</summary>
public sealed record ResourcePool
{
    /// <summary>Its name, with the case it was made with; compared without case, and shared with number pools.</summary>
    public required string Name { get; init; }

    /// <summary>What the admin says.</summary>
    public required ResourcePoolSettings Settings { get; init; }

    /// <summary>Whether new starts are held back.</summary>
    public bool Paused { get; init; }

    /// <summary>Whether it is being emptied: nothing starts, nothing is given, free resources are deleted, held ones once their ticket
    /// closes.</summary>
    public bool Draining { get; init; }

    /// <summary>Whether it goes away once it is empty; until then as <see cref="Draining"/>.</summary>
    public bool Removed { get; init; }

    /// <summary>The file it was imported from, or null.</summary>
    public string? Source { get; init; }

    /// <summary>What happened so far.</summary>
    public PoolHealth Health { get; init; } = new();

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Whether it gives nothing any more.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool Empties => Draining || Removed;

    /// <summary>Whether it may start resources at all.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool Starts => !Paused && !Empties;
}
