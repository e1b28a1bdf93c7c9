namespace Allocation.Core.Usage;

/// <summary>What files pools are imported from.</summary>
public enum PoolFileFormat
{
    /// <summary>A VLAN pool file in JSON, which makes a pool.</summary>
    VlanPoolFile,

    /// <summary>A pools.yaml, which makes resource pools.</summary>
    PoolsYaml,

    /// <summary>CSV, whose numbers are taken from a pool.</summary>
    Csv,

    /// <summary>CSV of NetBox, whose VLANs, prefixes or IP addresses are taken from a pool.</summary>
    NetBox,

    /// <summary>The answer of a switch to <c>show vlan brief</c>, whose VLANs are taken from a pool.</summary>
    ShowVlan,
}
