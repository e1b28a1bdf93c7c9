using Allocation.Core.Errors;
using Allocation.Core.Pools;

namespace Allocation.Core.Renaming;

/// <summary>A name is for one service only, so what is renamed must be one.</summary>
internal static class RenamedOne
{
    /// <summary>Passes when a name found one service.</summary>
    /// <exception cref="InvalidServiceException">A wildcard found none, or several.</exception>
    public static void Check(NamePattern names, int found)
    {
        if (found == 1) return;
        throw new InvalidServiceException(names.Text,
            $"'{names.Text}' matches {(found == 0 ? "no service" : $"{found} services")}, and one new name is for one service: give its " +
            "whole name, with ` before each wildcard character that belongs to it.");
    }
}
