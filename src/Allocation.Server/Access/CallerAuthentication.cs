using System.Text.Encodings.Web;
using Allocation.Server.Failures;
using Allocation.Server.Page;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace Allocation.Server.Access;

/// <summary>Finds out who calls: the token that is shown; without one, a caller who may be without.</summary>
internal sealed class CallerAuthentication(ServerSettings settings, TokenBook tokens, WrongTokens wrong, TimeProvider clock,
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
{
    private const string Needed = "A token is needed that is known to the server and may be used.";

    /// <inheritdoc/>
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var route = Context.GetEndpoint()?.Metadata;
        var shown = ShownSecret.Of(Request, inUrl: route?.GetMetadata<ITokenInUrl>() is not null)
            ?? (route?.GetMetadata<ITokenInCookie>() is null ? null : OfCookie());
        if (shown is { } secret)
        {
            if (tokens.Find(secret) is { } token) return In(new(token.Name, token.Role, token.Pools));
            await Task.Delay(wrong.Count(Context.Connection.RemoteIpAddress), clock, Context.RequestAborted);
            return AuthenticateResult.NoResult();
        }

        return settings.Anonymous is { } role && MayBeAnonymous() && !IsOfAnotherPage()
            ? In(new(null, role))
            : AuthenticateResult.NoResult();
    }

    /// <inheritdoc/>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.OnStarting(() =>
        {
            Response.Headers.WWWAuthenticate = "Bearer realm=\"allocation\"";
            return Task.CompletedTask;
        });
        return FailureAnswers.Write(Context, new(StatusCodes.Status401Unauthorized, FailureId.Unauthorized, Needed));
    }

    /// <inheritdoc/>
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => FailureAnswers.Write(Context,
        Context.Features.GetRequiredFeature<Caller>().Refusal(TokenAccess.RoleOf(Context.GetEndpoint()!)));

    // The browser sends the cookie by itself, so what changes something must come of the page, and the browser must say so.
    private string? OfCookie()
    {
        if (Request.Cookies[ITokenInCookie.Cookie] is not { } secret) return null;
        if (!RequestOrigin.Changes(Request) || RequestOrigin.IsOwnPage(Request) is true) return secret;
        throw new RequestRefusedException(new(StatusCodes.Status403Forbidden, FailureId.Forbidden,
            "A request with the cookie of the page must be made by the page. A proxy must pass the header Host on as the browser sent " +
            "it."));
    }

    // Whoever needs no token must not act because a page of another site has his browser do it.
    private bool IsOfAnotherPage() => RequestOrigin.Changes(Request) && RequestOrigin.IsOwnPage(Request) is false;

    private AuthenticateResult In(Caller caller)
    {
        Context.Features.Set(caller);
        return AuthenticateResult.Success(new AuthenticationTicket(caller.ToPrincipal(), Scheme.Name));
    }

    // A page of the web can have its own host name mean this machine, and so read what the browser reads here: such a name is not ours.
    private bool MayBeAnonymous() => !settings.IsLocal || Request.Host.Host is var host && (ListenAddress.IsLoopbackName(host)
        || settings.AllowedHosts.Contains(host, StringComparer.OrdinalIgnoreCase));
}
