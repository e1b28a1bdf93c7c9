using Allocation.Core.Results;

namespace Allocation.Cli.Output;

/// <summary>A JSON array, one line for each result, written as they come.</summary>
internal sealed class JsonList<T>(StandardOutput output) : ResultList<T>
{
    private bool _any;

    /// <inheritdoc/>
    public override void Add(T item)
    {
        output.Write((_any ? ",\n  " : "[\n  ") + JsonText.Of(item));
        _any = true;
    }

    /// <inheritdoc/>
    public override void Dispose() => output.WriteLine(_any ? "\n]" : "[]");
}
