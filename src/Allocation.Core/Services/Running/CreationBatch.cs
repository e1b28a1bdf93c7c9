using Allocation.Core.Errors;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Rows;

namespace Allocation.Core.Services.Running;

/// <summary>Instances that are asked for together, with the ids that they will have and the caller's id of the request.</summary>
internal sealed record CreationBatch(IReadOnlyList<ServiceRequest> Requests, IReadOnlyList<string> Ids, string? RequestId)
{
    /// <summary>Whether nothing is made when some of the numbers have to be taken one at a time.</summary>
    public bool IsTogetherOnly { get; init; }

    private IReadOnlyList<string> AllIds { get; init; } = Ids;

    private string Fingerprint { get; init; } = RequestId is null ? "" : ServiceRequest.Fingerprint(Requests);

    /// <summary>Only one instance can be kept in part; of several there are all or none.</summary>
    public bool KeepsPartial => Requests.Count == 1 && AllIds.Count == 1 && Requests[0].KeepPartial;

    /// <summary>The request that an instance of this batch was made for.</summary>
    public ServiceRequest RequestOf(ServiceInstance instance) => Requests.Zip(Ids).First(pair => pair.Second == instance.Id).First;

    /// <summary>A batch of some of the instances; the first that are made bring the request id.</summary>
    public CreationBatch Part(IReadOnlyList<int> places, bool first) =>
        new(places.Select(i => Requests[i]).ToList(), places.Select(i => Ids[i]).ToList(), first ? RequestId : null)
        {
            AllIds = AllIds,
            Fingerprint = Fingerprint,
        };

    /// <summary>What the same request made before; null when it is new.</summary>
    /// <exception cref="RequestConflictException">The request id was used for something else, or what it made is not there any more, or not
    /// all of it.</exception>
    public List<StepResult>? Replay(IStoreSession session)
    {
        if (RequestId is null || session.Requests.Find(RequestId) is not { } known) return null;
        if (known.Fingerprint != Fingerprint) throw new RequestConflictException(RequestId);
        var ids = known.LeaseIds.Split('\n');
        var made = ids.Select(session.Services.Find).OfType<ServiceInstance>().ToList();

        // A batch that uses the outside is made one by one; whoever asked for all or none must not take a part for the whole.
        if (made.Find(instance => !instance.Living) is { } over)
            throw new RequestConflictException(RequestId, $"created '{over.Name}', which has been removed since");
        return made.Count == ids.Length
            ? made.ConvertAll(instance => new StepResult(instance, null))
            : throw new RequestConflictException(RequestId,
                $"belongs to a call that was interrupted or is still under way: {made.Count} of its {ids.Length} services exist");
    }

    /// <summary>Writes the request id down and gives the new instances, each with what asked for it; they are not stored yet.</summary>
    public IEnumerable<(ServiceRequest Request, ServiceInstance Instance)> Register(IStoreSession session, DateTimeOffset now)
    {
        if (RequestId is not null && !session.Requests.Add(new RequestRecord(RequestId, Fingerprint, string.Join('\n', AllIds), now)))
            throw new StoreConflictException(RequestId, "another caller used the same request id at the same moment");
        return Requests.Select((request, i) => (request, new ServiceInstance
        {
            Id = Ids[i],
            Definition = request.Definition.Name,
            DefinitionVersion = request.Definition.Version,
            Name = request.Name,
            State = request.Definition.Lifecycle.Initial,
            Candidate = request.Attributes,
            Notes = request.Notes,
            Time = request.Term.GrantedAt(now),
            CreatedAt = now,
            UpdatedAt = now,
        }));
    }
}
