using Allocation.Core.Errors;
using Allocation.Core.Pools;

namespace Allocation.Core.Definitions.Lifecycles;

/// <summary>States of services as people ask for them: in any case, several, with wildcards.</summary>
internal static class StateNames
{
    /// <summary>The states that are meant, as the lifecycles write them.</summary>
    /// <exception cref="InvalidServiceException">One of them is in no lifecycle; the message lists the states there are.</exception>
    public static IReadOnlyList<string> Resolve(IReadOnlyList<string> asked, IEnumerable<Lifecycle> lifecycles)
    {
        var known = lifecycles.SelectMany(l => l.States).Select(s => s.Name).Distinct(StringComparer.Ordinal).ToList();
        return [.. asked.SelectMany(state => Matching(state, known)).Distinct(StringComparer.Ordinal)];
    }

    private static List<string> Matching(string state, List<string> known)
    {
        var pattern = new NamePattern(state);
        var found = known.FindAll(pattern.Matches);
        return found.Count > 0 ? found : throw new InvalidServiceException(state,
            $"No service can be in the state '{state}'. The states are {string.Join(", ", known)}.");
    }
}
