using Allocation.Core.Definitions;

namespace Allocation.Core.Allocating;

/// <summary>Within what a value is unique that comes from no pool of its own. In the ledger it stands in the place of the pool.</summary>
public static class ValueScope
{
    /// <summary>How the ledger marks a scope; no pool can have such a name, because of the colon.</summary>
    public const string Prefix = "service:";

    /// <summary>The scope of an attribute: its own, by definition and path without regard to items, or a named one that several share.</summary>
    internal static string Of(ServiceDefinition definition, AllocatorCall call, string? named) =>
        Prefix + (named ?? $"{definition.Name}.{string.Join('.', call.Attribute!.Elements.Select(e => e.Name))}");
}
