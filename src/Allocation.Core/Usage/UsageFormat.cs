namespace Allocation.Core.Usage;

/// <summary>How a file says which numbers of a pool are used.</summary>
internal enum UsageFormat
{
    /// <summary>CSV with a column for the numbers, and columns for names, notes and the end.</summary>
    Csv,

    /// <summary>CSV of VLANs, prefixes or IP addresses, as NetBox reads it.</summary>
    NetBox,

    /// <summary>What a switch answers to <c>show vlan brief</c>: Cisco IOS and NX-OS, Arista EOS.</summary>
    ShowVlan,
}
