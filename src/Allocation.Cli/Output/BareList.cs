using Allocation.Core.Texts;

namespace Allocation.Cli.Output;

/// <summary>Ids or names alone, one a line, without a heading, for other programs.</summary>
internal sealed class BareList<T>(StandardOutput output, Func<T, string> text) : ResultList<T>
{
    /// <inheritdoc/>
    public override void Add(T item) => output.WriteLine(VisibleText.Of(text(item)));

    /// <inheritdoc/>
    public override void Dispose()
    {
    }
}
