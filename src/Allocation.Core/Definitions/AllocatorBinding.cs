namespace Allocation.Core.Definitions;

/// <summary>
/// How a number gets into an attribute. The other members name attributes of the same service that say where from, so that
/// an instance carries all that is needed to go on after a crash.
/// </summary>
/// <param name="Attribute">The attribute to fill; it is filled only while it has no value.</param>
/// <param name="KeyAttribute">The attribute that gets the reservation id of the allocation.</param>
/// <param name="PoolAttribute">The attribute that names the pool.</param>
/// <param name="FileAttribute">The attribute that names a VLAN pool file; when it has a value, the pool is not used.</param>
/// <param name="RequestAttribute">The attribute that asks for exactly one number; without a value any will do.</param>
public sealed record AllocatorBinding(
    string Attribute,
    string KeyAttribute,
    string PoolAttribute,
    string FileAttribute,
    string RequestAttribute);
