namespace Allocation.Core.Reports;

/// <summary>What a page of a server does besides showing; a file does nothing of it. Addresses are relative to the page.</summary>
internal sealed record LiveView
{
    /// <summary>Where the page is told of changes.</summary>
    public required string Events { get; init; }

    /// <summary>Where numbers are taken.</summary>
    public required string Take { get; init; }

    /// <summary>Where single allocations are, by their reservation id.</summary>
    public required string Allocations { get; init; }

    /// <summary>Where services are, by their definition and name.</summary>
    public required string Services { get; init; }

    /// <summary>Where tickets are opened, and where they are, by their number.</summary>
    public required string Tickets { get; init; }

    /// <summary>The pools that the reader may see, with wildcards; null for all.</summary>
    public IReadOnlyList<string>? Pools { get; init; }

    /// <summary>What tells the state that the page shows from the others; empty before the first change.</summary>
    public string At { get; init; } = "";

    /// <summary>Whether the reader may take and give back.</summary>
    public bool MayAct { get; init; }

    /// <summary>What the reader looks for; empty for everything.</summary>
    public string Search { get; init; } = "";
}
