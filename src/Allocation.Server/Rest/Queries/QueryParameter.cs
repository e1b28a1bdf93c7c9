using Allocation.Server.Failures;
using Microsoft.Extensions.Primitives;

namespace Allocation.Server.Rest.Queries;

/// <summary>A parameter of a query: what it is called, what it means, how it is read.</summary>
internal abstract class QueryParameter(string name, string description)
{
    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>What it means.</summary>
    public string Description { get; } = description;

    /// <summary>What is written there.</summary>
    public required QueryValue Value { get; init; }

    /// <summary>Whether it may be there several times.</summary>
    public bool Repeats { get; init; }

    /// <summary>The words that may be written there; empty for any.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];
}

/// <summary>A parameter with the type of its value.</summary>
/// <param name="name">Its name.</param>
/// <param name="description">What it means.</param>
/// <param name="read">Reads the texts that were written; the mistake is the end of a sentence that begins with the name.</param>
internal sealed class QueryParameter<T>(string name, string description, Func<IReadOnlyList<string>, (T? Value, string? Mistake)> read)
    : QueryParameter(name, description)
{
    /// <summary>The value of a query; default when it has none.</summary>
    /// <exception cref="RequestRefusedException">What is written there is not one.</exception>
    public T? Read(IQueryCollection query)
    {
        if (!query.TryGetValue(Name, out var texts) || StringValues.IsNullOrEmpty(texts))
            return query.ContainsKey(Name) ? throw Refused("must not be empty") : default;
        if (!Repeats && texts.Count > 1) throw Refused("must be there once");
        var (value, mistake) = read([.. texts.Select(text => text ?? "")]);
        return mistake is null ? value : throw Refused(mistake);
    }

    private RequestRefusedException Refused(string mistake) => RequestRefusedException.Usage($"{Name} {mistake}.", Name);
}
