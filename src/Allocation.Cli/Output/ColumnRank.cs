namespace Allocation.Cli.Output;

/// <summary>What becomes of a column in a terminal that is too narrow for all of them.</summary>
internal enum ColumnRank
{
    /// <summary>It is left out before another one is broken.</summary>
    Detail,

    /// <summary>It is left out when there is no room although others are broken.</summary>
    Spare,

    /// <summary>It stays; its cells may be broken into lines.</summary>
    Usual,

    /// <summary>It tells one row from another: it stays, and its cells are whole.</summary>
    Key,
}
