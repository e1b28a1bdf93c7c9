namespace Allocation.Core.Storage;

/// <summary>How far the moving of a store is.</summary>
/// <param name="Rows">Rows so far.</param>
/// <param name="Total">All rows that there are.</param>
internal readonly record struct TransferProgress(long Rows, long Total)
{
    /// <summary>The part that is done, 0 to 100.</summary>
    public int Percent => Total == 0 ? 100 : (int)Math.Min(100, Rows * 100 / Total);
}
