using Allocation.Core.Results;

namespace Allocation.Cli.Output;

/// <summary>One JSON object: the form of a command that was given one name, and so has one result or an error.</summary>
internal sealed class JsonSingle<T>(StandardOutput output) : ResultList<T>
{
    /// <inheritdoc/>
    public override void Add(T item) => output.WriteLine(JsonText.Of(item));

    /// <inheritdoc/>
    public override void Dispose()
    {
    }
}
