namespace Allocation.Stores.Sql;

/// <summary>Rows that somebody is still taking, whatever they are.</summary>
internal interface ISqlRowStream
{
    /// <summary>Reads the rest into memory and lets go of the connection.</summary>
    void Buffer();

    /// <summary>Lets go of the connection; what was not taken is lost.</summary>
    void Close();
}
