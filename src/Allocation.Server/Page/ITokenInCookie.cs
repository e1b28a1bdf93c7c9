namespace Allocation.Server.Page;

/// <summary>Metadata of routes of the page, to which a browser shows the token in a cookie. They only read: what another site has a browser
/// ask changes nothing.</summary>
internal interface ITokenInCookie
{
    /// <summary>The name of the cookie.</summary>
    const string Cookie = "allocation_token";
}
