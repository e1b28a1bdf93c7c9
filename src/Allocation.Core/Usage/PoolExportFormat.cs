namespace Allocation.Core.Usage;

/// <summary>What the numbers that a pool has given are written as.</summary>
public enum PoolExportFormat
{
    /// <summary>Our own CSV, which keeps everything that the import reads.</summary>
    Csv,

    /// <summary>CSV of VLANs, prefixes or IP addresses for the import of NetBox.</summary>
    NetBox,
}
