using System.Globalization;
using Allocation.Core;
using Allocation.Core.Access;
using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Server.Access;
using Allocation.Server.Failures;
using Allocation.Server.Rest.Queries;
using Microsoft.AspNetCore.Http.Features;

namespace Allocation.Server.Rest;

/// <summary>One request to a route below <c>/api/v1</c>.</summary>
internal sealed class RestRequest(HttpContext context, AllocationSystem system)
{
    private const string IdempotencyKey = "Idempotency-Key";

    /// <summary>The product over the store that is served.</summary>
    public AllocationSystem System { get; } = system;

    /// <summary>Ends the work when the caller is gone.</summary>
    public CancellationToken Cancellation => Context.RequestAborted;

    /// <summary>Who calls.</summary>
    public Caller Caller => Context.Features.GetRequiredFeature<Caller>();

    /// <summary>The pools that the caller may see and use.</summary>
    public PoolScope Scope => Caller.Scope;

    /// <summary>Refuses an allocation of another pool; one that is not there is for the act to refuse.</summary>
    /// <exception cref="Core.Errors.PoolForbiddenException">The caller may not use its pool.</exception>
    public void NeedPoolOf(string reservationId)
    {
        if (!Scope.IsLimited) return;
        var query = new AllocationQuery { ReservationId = reservationId };
        if (System.Ledger.Query(query, Cancellation).FirstOrDefault() is { } held) Scope.Need(held.Pool);
    }

    /// <summary>The request.</summary>
    public HttpContext Context { get; } = context;

    /// <summary>The caller's id of the request, by which a repeated one is known again; null without one.</summary>
    /// <exception cref="RequestRefusedException">There are several, or it is not UTF-8.</exception>
    public string? RequestId
    {
        get
        {
            var ids = Context.Request.Headers[IdempotencyKey];
            if (ids.Count == 0) return null;
            return ids is [{ } id] && !id.Contains('\uFFFD', StringComparison.Ordinal)
                ? id
                : throw RequestRefusedException.Usage($"{IdempotencyKey} must be there once, and must be UTF-8 text.", IdempotencyKey);
        }
    }

    /// <summary>The version that the caller expects; null for any.</summary>
    /// <exception cref="RequestRefusedException">The header has no version.</exception>
    public int? ExpectedVersion
    {
        get
        {
            if (Context.Request.Headers.IfMatch.Count == 0) return null;
            var text = Context.Request.Headers.IfMatch.ToString();
            return int.TryParse(text.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
                ? version
                : throw RequestRefusedException.Usage($"If-Match must be as the header ETag of the object has it, not '{text}'.",
                    "If-Match");
        }
    }

    /// <summary>The value of a parameter of the query; default when it is not there.</summary>
    public T? Get<T>(QueryParameter<T> parameter) => parameter.Read(Context.Request.Query);

    /// <summary>A part of the path.</summary>
    public string Part(string name) => PathPart.Of(Context, name);

    /// <summary>A part of the path that is a name, whatever characters it has.</summary>
    public NamePattern NamePart(string name) => new(NamePattern.Literal(Part(name)));

    /// <summary>A part of the path that is a number.</summary>
    public long NumberPart(string name) =>
        long.TryParse(Part(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw RequestRefusedException.Usage($"{name} must be a whole number, not '{Part(name)}'.", name);

    /// <summary>The name or pattern that a parameter says; all names without it.</summary>
    public NamePattern Names(QueryParameter<string> parameter) => new(Get(parameter));
}
