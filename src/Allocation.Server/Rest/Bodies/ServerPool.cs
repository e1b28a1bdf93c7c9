using Allocation.Core.Inventories;
using Allocation.Server.Failures;

namespace Allocation.Server.Rest.Bodies;

/// <summary>Pools that a caller may name. A path is one of the machine of the server, and callers have no business there.</summary>
internal static class ServerPool
{
    /// <summary>Passes a pool or a registered inventory through.</summary>
    /// <exception cref="RequestRefusedException">It is a path.</exception>
    public static string Check(string name, string pool) => PoolReference.Of(pool).File is null
        ? pool
        : throw RequestRefusedException.Usage($"{name} must be a pool or a registered inventory, not a file: '{pool}'.", name);
}
