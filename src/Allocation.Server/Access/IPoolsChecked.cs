namespace Allocation.Server.Access;

/// <summary>Metadata of routes that check the pools of a caller by themselves. All other routes refuse a caller who is limited to some
/// pools.</summary>
internal interface IPoolsChecked;

/// <summary>The one value of it.</summary>
internal sealed class PoolsChecked : IPoolsChecked
{
    /// <summary>The value.</summary>
    public static PoolsChecked Instance { get; } = new();
}
