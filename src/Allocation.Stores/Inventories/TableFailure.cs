namespace Allocation.Stores.Inventories;

/// <summary>What an error of a database means to a caller who works on a table.</summary>
internal enum TableFailure
{
    /// <summary>The statement or the database is at fault.</summary>
    Broken,

    /// <summary>Another caller was faster; the transaction is run again.</summary>
    Contended,

    /// <summary>A constraint of the table forbids it: the row already exists.</summary>
    Taken,

    /// <summary>The connection broke; a commit may have happened.</summary>
    Lost,
}
