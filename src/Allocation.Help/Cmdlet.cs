namespace Allocation.Help;

/// <summary>A cmdlet as the assembly declares it.</summary>
/// <param name="Verb">The verb.</param>
/// <param name="Noun">The noun.</param>
/// <param name="DefaultSet">The parameter set that is shown first; null when none is said to be.</param>
/// <param name="Outputs">The types it returns.</param>
/// <param name="Parameters">Its parameters, without the common ones of every cmdlet.</param>
internal sealed record Cmdlet(string Verb, string Noun, string? DefaultSet, IReadOnlyList<string> Outputs,
    IReadOnlyList<CmdletParameter> Parameters)
{
    /// <summary>A parameter of every set belongs to this one.</summary>
    public const string AllSets = "__AllParameterSets";

    public string Name => $"{Verb}-{Noun}";

    /// <summary>The parameter sets, the default one first.</summary>
    public IReadOnlyList<string> Sets
    {
        get
        {
            // A default set need not have its own parameter.
            var named = Parameters.SelectMany(p => p.Uses.Keys).Where(set => set != AllSets).Distinct().ToList();
            if (named.Count > 0 && DefaultSet is not null) named = [DefaultSet, .. named.Where(set => set != DefaultSet)];
            return named.Count == 0 ? [AllSets] : named;
        }
    }
}
