namespace Allocation.Core.Storage;

/// <summary>Makes ids for leases and reservations.</summary>
public interface IIdSource
{
    /// <summary>An id that nobody had before; later ones sort after earlier ones of the same process.</summary>
    string Next();
}
