namespace Allocation.Server.Failures;

/// <summary>Headers that every answer of some routes has, errors too; metadata of these routes.</summary>
internal interface IRouteHeaders
{
    /// <summary>Adds them to an answer that has not begun.</summary>
    void AddTo(HttpContext context);
}
