namespace Allocation.Server.Page;

/// <summary>Metadata of routes by which an operator acts in the page.</summary>
internal sealed class PageAct : ITokenInCookie
{
    /// <summary>The one.</summary>
    public static PageAct Instance { get; } = new();
}
