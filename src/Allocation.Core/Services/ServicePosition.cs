namespace Allocation.Core.Services;

/// <summary>A place in the order of service instances. An instance never changes its place.</summary>
/// <param name="NameKey">The key of its name.</param>
/// <param name="Id">Its id.</param>
public sealed record ServicePosition(string NameKey, string Id)
{
    /// <summary>The place of an instance.</summary>
    public static ServicePosition Of(ServiceInstance instance) => new(Storage.NameKey.Of(instance.Name), instance.Id);
}
