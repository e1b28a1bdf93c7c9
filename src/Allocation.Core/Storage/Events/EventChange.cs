namespace Allocation.Core.Storage.Events;

/// <summary>What changed, from what to what.</summary>
/// <param name="Property">What: a setting, an attribute, or ResourceId for what is held.</param>
/// <param name="From">What it was; null for nothing.</param>
/// <param name="To">What it is; null for nothing.</param>
/// <param name="Pool">The pool that a resource is of; null for everything else.</param>
public sealed record EventChange(string Property, string? From, string? To, string? Pool = null)
{
    /// <summary>As people read it: <c>north_vlan_id of vlan: 100</c>, <c>State: up -> terminated</c>.</summary>
    public override string ToString()
    {
        var what = Pool is null ? Property : $"{Property} of {Pool}";
        return (From, To) switch
        {
            (null, null) => what,
            (null, _) => $"{what}: {To}",
            (_, null) => $"{what}: {From} -> none",
            _ => $"{what}: {From} -> {To}",
        };
    }
}
