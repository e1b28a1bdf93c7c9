using Allocation.Server.Rest.Queries;

namespace Allocation.Server.Rest.Description;

/// <summary>What a route is, for those who read about it; metadata of the route.</summary>
/// <param name="Summary">What it does.</param>
/// <param name="Parameters">The parameters of its query.</param>
/// <param name="Body">The type of its body; null for none.</param>
/// <param name="Answer">The type of its answer: a <see cref="ListAnswer{T}"/> or a <see cref="OneAnswer{T}"/>.</param>
internal sealed record RouteDescription(string Summary, IReadOnlyList<QueryParameter> Parameters, Type? Body, Type Answer)
{
    /// <summary>Whether it answers a list.</summary>
    public bool IsList => Answer.GetGenericTypeDefinition() == typeof(ListAnswer<>);

    /// <summary>What it answers, or what is in the list.</summary>
    public Type Item => Answer.GetGenericArguments()[0];
}
