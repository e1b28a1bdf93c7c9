using Allocation.Core.Allocating;
using Allocation.Core.Definitions;
using Allocation.Core.Definitions.Paths;
using Allocation.Core.Services.Running;

namespace Allocation.Core.Services.Attributes;

/// <summary>Takes out of a candidate set what was allocated for it.</summary>
internal static class CandidateValues
{
    /// <summary>Drops all allocated values that are not in force as well.</summary>
    public static void Discard(InstanceWork work)
    {
        if (work.Instance.Candidate is not { } values) return;
        var candidate = values.Copy();
        var inForce = AllocatedValues.Of(work.Definition, work.Instance.Active?.Root)
            .Select(v => (v.Path.ToString(), PathComparison.TextOf(v.Value))).ToHashSet();
        foreach (var (path, value) in AllocatedValues.Of(work.Definition, candidate).ToList())
            if (!inForce.Contains((path.ToString(), PathComparison.TextOf(value)))) Drop(work.Definition, candidate, path);
        work.Instance = work.Instance with { Candidate = AttributeSet.Adopt(candidate) };
        work.DropsValues = true;
    }

    private static void Drop(ServiceDefinition definition, System.Text.Json.Nodes.JsonObject candidate, DictPath path)
    {
        path.Remove(candidate);
        foreach (var map in definition.Allocation.OfType<FallbackNode>())
            (candidate[map.Attribute] as System.Text.Json.Nodes.JsonObject)?.Remove(path.ToString());
    }
}
