using System.Text.Json.Nodes;
using Allocation.Core.Storage.Notes;

namespace Allocation.Core.Services;

/// <summary>What a caller asks to be changed in an instance.</summary>
/// <param name="Attributes">
/// New values by attribute, or by path such as <c>ports[name=eth0].description</c>. A list of embedded items is the whole new
/// list: items are matched by their keys, what an item does not mention it keeps, and an item that is missing is removed.
/// </param>
internal sealed record ServiceChange(JsonObject Attributes)
{
    /// <summary>What to change of its notes; done when the attributes are.</summary>
    public NoteChange Notes { get; init; } = NoteChange.Nothing;

    /// <summary>The version of the instance that the caller read; null when it does not matter.</summary>
    public int? Version { get; init; }

    /// <summary>Whether an update whose allocation fails stays, rejected, with the values it got.</summary>
    public bool KeepPartial { get; init; }

    /// <summary>Whether a good update is kept for good at once.</summary>
    public bool Confirm { get; init; }
}
