namespace Allocation.Core.Definitions;

/// <summary>The names of the attributes of one side of a VLAN service.</summary>
/// <param name="Attribute">The number.</param>
/// <param name="KeyAttribute">The reservation id of the number.</param>
/// <param name="PoolAttribute">The pool it comes from.</param>
/// <param name="RequestAttribute">The one number that was asked for.</param>
public sealed record VlanSide(string Attribute, string KeyAttribute, string PoolAttribute, string RequestAttribute);
