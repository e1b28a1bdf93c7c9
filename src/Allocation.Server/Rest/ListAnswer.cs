namespace Allocation.Server.Rest;

/// <summary>A list that is sent as it is read, however long it is.</summary>
internal sealed class ListAnswer<T>(IEnumerable<T> items) : IRestAnswer
{
    /// <summary>The status.</summary>
    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <inheritdoc/>
    public Task SendAsync(HttpContext context)
    {
        context.Response.StatusCode = Status;
        return JsonAnswer.WriteAllAsync(context, items);
    }
}
