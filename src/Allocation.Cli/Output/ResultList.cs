namespace Allocation.Cli.Output;

/// <summary>Results that come one by one. Ending it completes what was begun, also after a failure.</summary>
internal abstract class ResultList<T> : IDisposable
{
    /// <summary>Adds a result.</summary>
    public abstract void Add(T item);

    /// <summary>Adds results as they are read.</summary>
    public void AddAll(IEnumerable<T> items)
    {
        foreach (var item in items) Add(item);
    }

    /// <summary>Completes the list.</summary>
    public abstract void Dispose();
}
