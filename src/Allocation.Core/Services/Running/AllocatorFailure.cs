using Allocation.Core.Errors;

namespace Allocation.Core.Services.Running;

/// <summary>Carries the failure of an allocator out of a transaction, which is thereby undone; never leaves this folder.</summary>
/// <param name="service">The name of the instance.</param>
/// <param name="attribute">The attribute that got no value.</param>
/// <param name="taken">What had been taken and is given back, latest first.</param>
/// <param name="stuck">What had been taken and could not be given back, each with the reason.</param>
/// <param name="cause">The allocator's own error.</param>
internal sealed class AllocatorFailure(
    string service,
    string attribute,
    IReadOnlyList<string> taken,
    IReadOnlyList<string> stuck,
    Exception cause)
    : Exception(cause.Message, cause)
{
    public string Service { get; } = service;

    public string Attribute { get; } = attribute;

    public Exception Cause { get; } = cause;

    public IReadOnlyList<string> Taken { get; } = taken;

    public IReadOnlyList<string> Stuck { get; } = stuck;

    /// <summary>
    /// The error for the caller once all is undone. A request that could never have worked is reported as what is wrong
    /// with it, for which attribute; anything else as the failed allocation with its cause inside.
    /// </summary>
    /// <param name="released">What else was given back.</param>
    /// <param name="alsoStuck">What else could not be given back.</param>
    public AllocationException ToError(IReadOnlyList<string> released, IReadOnlyList<string> alsoStuck)
    {
        string[] remains = [.. Stuck, .. alsoStuck];
        return Cause is PoolNotFoundException or InventoryNotFoundException or InvalidPoolFileException or PoolFileBusyException
            or ValueOutOfRangeException && remains.Length == 0
            ? ((AllocationException)Cause).At(new AllocationPlace(Service, Attribute))
            : new AllocationFailedException(Service, Attribute, new PartialOutcome([.. Taken, .. released], [], remains), Cause);
    }
}
