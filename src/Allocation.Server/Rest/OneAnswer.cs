namespace Allocation.Server.Rest;

/// <summary>One object.</summary>
internal sealed class OneAnswer<T>(T item) : IRestAnswer
{
    /// <inheritdoc/>
    public Task SendAsync(HttpContext context) => JsonAnswer.WriteAsync(context, item);
}
