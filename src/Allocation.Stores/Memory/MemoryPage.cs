namespace Allocation.Stores.Memory;

/// <summary>A part of the rows of a query. No memory holds more rows than an int counts.</summary>
internal static class MemoryPage
{
    public static IEnumerable<T> Of<T>(IEnumerable<T> rows, long skip, long? take)
    {
        var rest = skip > 0 ? rows.Skip((int)Math.Min(skip, int.MaxValue)) : rows;
        return take is { } most ? rest.Take((int)Math.Min(most, int.MaxValue)) : rest;
    }
}
