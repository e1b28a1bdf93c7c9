using System.Text;
using Allocation.Core.Hooks;
using Allocation.Core.Ledger;

namespace Allocation.Core.ResourcePools;

/// <summary>What a hook finds in its environment besides that of the manager: resalloc's variables, so that its scripts run
/// unchanged.</summary>
internal static class HookEnvironment
{
    // resalloc says it so where there is no value.
    private const string None = "None";

    /// <summary>For a hook of a resource.</summary>
    public static IReadOnlyDictionary<string, string> Of(PoolResource resource, HookKind kind)
    {
        var variables = new Dictionary<string, string>
        {
            ["RESALLOC_ID"] = resource.Stray ? "0" : LedgerText.Of(resource.Id),
            ["RESALLOC_NAME"] = resource.Name,
            ["RESALLOC_POOL_ID"] = resource.Pool,
            ["RESALLOC_ID_IN_POOL"] = resource.IdInPool is { } number ? LedgerText.Of(number) : None,
        };
        foreach (var (name, value) in resource.Counters) variables["RESALLOC_NAMED_COUNTER_" + name] = LedgerText.Of(value);
        if (kind != HookKind.New && resource.Data is { } data)
            variables["RESALLOC_RESOURCE_DATA"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(data));
        return variables;
    }

    /// <summary>For a hook of a pool as a whole.</summary>
    public static IReadOnlyDictionary<string, string> Of(string pool) => new Dictionary<string, string>
    {
        ["RESALLOC_ID"] = "0",
        ["RESALLOC_NAME"] = None,
        ["RESALLOC_POOL_ID"] = pool,
        ["RESALLOC_ID_IN_POOL"] = None,
    };
}
