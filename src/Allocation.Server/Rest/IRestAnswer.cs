namespace Allocation.Server.Rest;

/// <summary>What a route answers.</summary>
internal interface IRestAnswer
{
    /// <summary>Sends it.</summary>
    Task SendAsync(HttpContext context);
}
