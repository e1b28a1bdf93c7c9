namespace Allocation.Core.ResourcePools.PoolsYaml;

/// <summary>Something in the settings of a pool that cannot be.</summary>
/// <param name="Key">The key of <c>pools.yaml</c>; null for the pool as a whole.</param>
/// <param name="Text">What is wrong, as a sentence.</param>
internal sealed record SettingMistake(string? Key, string Text);
