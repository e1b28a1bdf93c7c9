namespace Allocation.Server.Access;

/// <summary>Metadata of routes whose clients can show a token only in the user part of the address. Browsers show such a token by
/// themselves, so no route that a page can call has this.</summary>
internal interface ITokenInUrl;
