using System.Security.Claims;
using Allocation.Core.Access;
using Allocation.Server.Failures;

namespace Allocation.Server.Access;

/// <summary>Who calls, and what he may do.</summary>
/// <param name="Name">The name of the token; null for a caller without one.</param>
/// <param name="Role">What he may do.</param>
/// <param name="Pools">The pools that he may see and use, with wildcards; null for all.</param>
internal sealed record Caller(string? Name, AccessRole Role, IReadOnlyList<string>? Pools = null)
{
    private const string Scheme = "Token";
    private const string Anonymous = "anonymous";

    /// <summary>What events call the caller.</summary>
    public string Actor => Name is null ? Anonymous : $"token:{Name}";

    /// <summary>The pools that he may see and use.</summary>
    public PoolScope Scope { get; } = new(Name ?? Anonymous, Pools);

    /// <summary>Refuses what concerns more than single pools.</summary>
    /// <exception cref="RequestRefusedException">The caller is limited to some.</exception>
    public void NeedAllPools()
    {
        if (Pools is null) return;
        throw new RequestRefusedException(new(StatusCodes.Status403Forbidden, FailureId.Forbidden,
            $"'{Name}' may not do this: it concerns all pools, and its pools are: {string.Join(", ", Pools)}.", Name));
    }

    /// <summary>Refuses what the caller may not do.</summary>
    /// <exception cref="RequestRefusedException">The role is not enough.</exception>
    public void Need(AccessRole role)
    {
        if (Role < role) throw new RequestRefusedException(Refusal(role));
    }

    /// <summary>That the caller lacks a role.</summary>
    public Failure Refusal(AccessRole role) => new(StatusCodes.Status403Forbidden, FailureId.Forbidden,
        $"'{Name ?? Anonymous}' may not do this: it needs the role {role}.", Name ?? Anonymous);

    /// <summary>The caller as the framework knows callers.</summary>
    public ClaimsPrincipal ToPrincipal() => new(new ClaimsIdentity(
        [new Claim(ClaimTypes.Name, Name ?? Anonymous), .. Enum.GetValues<AccessRole>().Where(role => role <= Role).Select(Claim)],
        Scheme));

    private static Claim Claim(AccessRole role) => new(ClaimTypes.Role, role.ToString());
}
