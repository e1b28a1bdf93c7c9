using System.Globalization;

namespace Allocation.Server.Rest;

/// <summary>One object.</summary>
internal sealed class OneAnswer<T>(T item) : IRestAnswer
{
    /// <summary>The status.</summary>
    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>Where the object is from now on, below <c>/api/v1</c>; null where the answer says nothing of it.</summary>
    public string? Location { get; init; }

    /// <summary>The version of the object; null for one that has none.</summary>
    public int? Version { get; init; }

    /// <inheritdoc/>
    public Task SendAsync(HttpContext context)
    {
        context.Response.StatusCode = Status;
        if (Location is not null) context.Response.Headers.Location = $"{context.Request.PathBase}{RestRoutes.Root}{Location}";
        if (Version is { } version)
            context.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");
        return JsonAnswer.WriteAsync(context, item);
    }
}
