using System.Security.Claims;
using Allocation.Core.Access;
using Allocation.Server.Failures;

namespace Allocation.Server.Access;

/// <summary>Who calls, and what he may do.</summary>
/// <param name="Name">The name of the token; null for a caller without one.</param>
/// <param name="Role">What he may do.</param>
internal sealed record Caller(string? Name, AccessRole Role)
{
    private const string Scheme = "Token";
    private const string Anonymous = "anonymous";

    /// <summary>What events call the caller.</summary>
    public string Actor => Name is null ? Anonymous : $"token:{Name}";

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
