namespace Allocation.Server.Rest;

/// <summary>A list that is sent as it is read, however long it is.</summary>
internal sealed class ListAnswer<T>(IEnumerable<T> items) : IRestAnswer
{
    /// <inheritdoc/>
    public Task SendAsync(HttpContext context) => JsonAnswer.WriteAllAsync(context, items);
}
