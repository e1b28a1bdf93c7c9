using Allocation.Core.ResourcePools.PoolsYaml;

namespace Allocation.Core.Usage;

/// <summary>What the formats of files mean, as a table.</summary>
internal static class PoolFileFormats
{
    /// <summary>The format that the name of a file says.</summary>
    public static PoolFileFormat OfPath(string path) => PoolsYamlFile.IsMeantBy(path) ? PoolFileFormat.PoolsYaml
        : Path.GetExtension(path).Equals(".csv", StringComparison.OrdinalIgnoreCase) ? PoolFileFormat.Csv
        : PoolFileFormat.VlanPoolFile;

    /// <summary>How a file of the format says which numbers of a pool are used; null where it makes pools.</summary>
    public static UsageFormat? Usage(this PoolFileFormat format) => format switch
    {
        PoolFileFormat.VlanPoolFile or PoolFileFormat.PoolsYaml => null,
        PoolFileFormat.Csv => UsageFormat.Csv,
        PoolFileFormat.NetBox => UsageFormat.NetBox,
        PoolFileFormat.ShowVlan => UsageFormat.ShowVlan,
    };
}
