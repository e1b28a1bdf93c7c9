using Allocation.Core.Errors;

namespace Allocation.Core.Services;

/// <summary>The version of an instance that a caller decided upon.</summary>
internal static class ExpectedVersion
{
    /// <summary>Passes when the instance was not changed since, or the caller does not care.</summary>
    /// <exception cref="VersionConflictException">It was changed.</exception>
    public static void Check(ServiceInstance instance, int? expected)
    {
        if (expected is { } version && version != instance.Version)
            throw new VersionConflictException(instance.Name, version, instance.Version);
    }
}
