namespace Allocation.Stores.Sql;

/// <summary>A statement that changes rows and may be sent together with others.</summary>
/// <param name="Sql">Its text.</param>
/// <param name="Values">Its parameters.</param>
/// <param name="Missed">The error when it changed no row or several; null where it may.</param>
internal sealed record SqlWrite(string Sql, SqlValue[] Values, Func<Exception>? Missed = null)
{
    /// <summary>Told how many rows it changed; null where nobody asks.</summary>
    public Action<int>? Tell { get; init; }

    /// <summary>Takes how many rows it changed.</summary>
    public void Answer(int changed)
    {
        Tell?.Invoke(changed);
        if (Missed is not null && changed != 1) throw Missed();
    }
}
