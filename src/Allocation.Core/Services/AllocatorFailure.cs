using Allocation.Core.Errors;

namespace Allocation.Core.Services;

/// <summary>Carries the failure of an allocator out of a transaction, which is thereby undone; never leaves this folder.</summary>
/// <param name="service">The name of the instance.</param>
/// <param name="attribute">The attribute that got no value.</param>
/// <param name="taken">What the undone transaction had taken, latest first.</param>
/// <param name="cause">The allocator's own error.</param>
internal sealed class AllocatorFailure(string service, string attribute, IReadOnlyList<string> taken, AllocationException cause) : Exception(cause.Message, cause)
{
    public string Service { get; } = service;

    public string Attribute { get; } = attribute;

    public IReadOnlyList<string> Taken { get; } = taken;

    public AllocationException Cause { get; } = cause;
}
