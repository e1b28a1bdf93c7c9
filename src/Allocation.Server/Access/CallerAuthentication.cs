using System.Text.Encodings.Web;
using Allocation.Server.Failures;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Allocation.Server.Access;

/// <summary>Finds out who calls.</summary>
internal sealed class CallerAuthentication(ServerSettings settings, IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory log, UrlEncoder encoder) : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
{
    private const string Needed = "A token is needed that is known to the server and may be used.";

    /// <inheritdoc/>
    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(Find() is { } caller
        ? AuthenticateResult.Success(new AuthenticationTicket(caller.ToPrincipal(), Scheme.Name))
        : AuthenticateResult.NoResult());

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
        new(StatusCodes.Status403Forbidden, FailureId.Forbidden, $"'{Context.User.Identity?.Name}' may not do this.",
            Context.User.Identity?.Name));

    private Caller? Find() => settings.Anonymous is { } role && MayBeAnonymous() ? new(null, role) : null;

    // A page of the web can have its own host name mean this machine, and so read what the browser reads here: such a name is none of ours.
    private bool MayBeAnonymous() => !settings.IsLocal || Request.Host.Host is var host && (ListenAddress.IsLoopbackName(host)
        || settings.AllowedHosts.Contains(host, StringComparer.OrdinalIgnoreCase));
}
