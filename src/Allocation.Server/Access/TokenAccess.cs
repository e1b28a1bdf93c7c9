using Allocation.Core.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;

namespace Allocation.Server.Access;

/// <summary>Who may call which route.</summary>
internal static class TokenAccess
{
    private const string Scheme = "Token";

    /// <summary>Has every route need a caller, unless the route says that it needs none.</summary>
    /// <param name="services">The parts of the server.</param>
    /// <param name="tokens">The path of the file of tokens; null for no tokens.</param>
    public static void AddTokenAccess(this IServiceCollection services, string? tokens)
    {
        services.AddSingleton<WrongTokens>();
        var file = tokens is null ? null : new TokenFile(tokens);
        services.AddSingleton(parts =>
            new TokenBook(file, parts.GetRequiredService<TimeProvider>(), parts.GetRequiredService<ILogger<TokenBook>>()));
        services.AddAuthentication(Scheme).AddScheme<AuthenticationSchemeOptions, CallerAuthentication>(Scheme, null);
        var authorization = services.AddAuthorizationBuilder();
        authorization.SetFallbackPolicy(new AuthorizationPolicyBuilder(Scheme).RequireAuthenticatedUser().Build());
        foreach (var role in Enum.GetNames<AccessRole>()) authorization.AddPolicy(role, policy => policy.RequireRole(role));
    }

    /// <summary>Has routes need a role.</summary>
    public static T Needs<T>(this T route, AccessRole role)
        where T : IEndpointConventionBuilder => route.RequireAuthorization(role.ToString());

    /// <summary>The role that a route needs: its policy has the name of it.</summary>
    public static AccessRole RoleOf(Endpoint route) =>
        Enum.Parse<AccessRole>(route.Metadata.GetOrderedMetadata<IAuthorizeData>()[^1].Policy!);
}
