namespace Allocation.Server.Page;

/// <summary>Metadata of routes that the page asks, to which a browser shows the token in a cookie. Those that change something need a
/// request of the page itself besides: what another site has a browser ask changes nothing.</summary>
internal interface ITokenInCookie
{
    /// <summary>The name of the cookie.</summary>
    const string Cookie = "allocation_token";
}
