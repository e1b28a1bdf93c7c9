namespace Allocation.Stores.Sql;

/// <summary>A statement that changes rows and may be sent together with others.</summary>
/// <param name="Sql">Its text.</param>
/// <param name="Values">Its parameters.</param>
/// <param name="Verify">Told how many rows it changed; throws when that should not be.</param>
internal sealed record SqlWrite(string Sql, SqlValue[] Values, Action<int> Verify);
