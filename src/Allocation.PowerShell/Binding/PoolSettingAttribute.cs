namespace Allocation.PowerShell.Binding;

/// <summary>The parameter is a setting of resource pools.</summary>
/// <param name="key">The key of the setting, as in a <c>pools.yaml</c>.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class PoolSettingAttribute(string key) : Attribute
{
    /// <summary>The key of the setting.</summary>
    public string Key => key;

    /// <summary>Whether the switch says the opposite of the setting: a switch can only turn something on.</summary>
    public bool IsOpposite { get; init; }
}
