using System.Text.Json.Nodes;
using Allocation.Core.Errors;
using Allocation.Core.Services;
using Allocation.Core.Storage.Notes;

namespace Allocation.Server.Rest.Bodies;

/// <summary>What to change of a service. What is left out stays.</summary>
internal sealed record ServiceChangeBody
{
    /// <summary>New values by attribute, or by path.</summary>
    public JsonObject? Attributes { get; init; }

    /// <summary>Whether an update whose allocation fails stays, rejected, with the values it got.</summary>
    public bool KeepPartial { get; init; }

    /// <summary>Whether a good update is kept for good at once.</summary>
    public bool NoUndo { get; init; }

    /// <summary>What it is for.</summary>
    public string? Description { get; init; }

    /// <summary>Whose it is.</summary>
    public string? Owner { get; init; }

    /// <summary>All of its tags from now on.</summary>
    public IReadOnlyList<string>? Tag { get; init; }

    /// <summary>The change.</summary>
    /// <param name="name">The name of the service, for messages.</param>
    /// <param name="version">The version that is expected; null for any.</param>
    public ServiceChange ToChange(string name, int? version)
    {
        ServerPool.CheckAll(Attributes);
        return new(Attributes ?? [])
        {
            Notes = NoteChange.Read(Description, Owner, Tag, mistake => new InvalidServiceException(name, mistake)),
            Version = version,
            KeepPartial = KeepPartial,
            Confirm = NoUndo,
        };
    }
}
