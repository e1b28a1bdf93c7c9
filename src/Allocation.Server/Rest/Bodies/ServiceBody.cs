using System.Text.Json.Nodes;
using Allocation.Core.Definitions;
using Allocation.Core.Errors;
using Allocation.Core.Services;
using Allocation.Core.Storage.Notes;

namespace Allocation.Server.Rest.Bodies;

/// <summary>A service that is to be created.</summary>
internal sealed record ServiceBody : LeaseBody
{
    /// <summary>Its name; null where the attributes have it.</summary>
    public string? Name { get; init; }

    /// <summary>The attributes that a client sets, by name or path.</summary>
    public JsonObject? Attributes { get; init; }

    /// <summary>Whether a service whose allocation fails stays, rejected, with the values it got.</summary>
    public bool KeepPartial { get; init; }

    /// <summary>The request.</summary>
    public ServiceRequest ToRequest(ServiceDefinition definition)
    {
        ServerPool.CheckAll(Attributes);
        var notes = Notes(mistake => new InvalidServiceException(Name, mistake)).ApplyTo(NoteSet.None);
        return ServiceRequest.Of(definition, Attributes ?? [], Name, KeepPartial) with { Notes = notes, Term = Term() };
    }
}
