namespace Allocation.Core.ResourcePools;

/// <summary>One entry of a mapping in a YAML file.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Line">The line of the key, from 1.</param>
/// <param name="Value">Its value.</param>
public sealed record PoolsYamlEntry(string Key, int Line, PoolsYamlNode Value);
