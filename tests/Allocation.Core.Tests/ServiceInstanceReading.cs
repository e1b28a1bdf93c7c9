using Allocation.Core.Definitions;
using Allocation.Core.Definitions.Paths;
using Allocation.Core.Services;
using Allocation.Core.Services.Attributes;

namespace Allocation.Core.Tests;

public static class ServiceInstanceReading
{
    /// <summary>The number at a path; null when there is none.</summary>
    public static long? At(this ServiceInstance instance, string path) => instance.Attributes.At(path);

    /// <summary>The number at a path; null when there is none.</summary>
    public static long? At(this AttributeSet set, string path) =>
        set.Get(DictPath.Parse(path)) is { } value && AttributeTypes.TryWhole(value, out var number) ? number : null;
}
