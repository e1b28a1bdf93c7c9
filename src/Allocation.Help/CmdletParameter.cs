namespace Allocation.Help;

/// <summary>A parameter of a cmdlet.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type, as people write it; empty for a switch.</param>
/// <param name="Values">The words it takes, when those are a closed set.</param>
/// <param name="Aliases">Other names.</param>
/// <param name="Wildcards">Whether it takes wildcards.</param>
/// <param name="Uses">How it is used, by parameter set.</param>
internal sealed record CmdletParameter(
    string Name,
    string Type,
    IReadOnlyList<string> Values,
    IReadOnlyList<string> Aliases,
    bool Wildcards,
    IReadOnlyDictionary<string, ParameterUse> Uses)
{
    /// <summary>How it is used all in all: mandatory if it always is, from the pipeline if it ever is.</summary>
    public ParameterUse Use => new(
        Uses.Values.All(u => u.Mandatory),
        Uses.Values.Select(u => u.Position).FirstOrDefault(p => p is not null),
        Uses.Values.Any(u => u.ByValue),
        Uses.Values.Any(u => u.ByName));

    /// <summary>How it is used in a parameter set; null when it does not belong to it.</summary>
    public ParameterUse? In(string set) => Uses.GetValueOrDefault(set) ?? Uses.GetValueOrDefault(Cmdlet.AllSets);
}
