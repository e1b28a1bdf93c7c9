namespace Allocation.Help;

/// <summary>How a parameter is used in one parameter set.</summary>
/// <param name="Mandatory">Whether it must be given.</param>
/// <param name="Position">Where it is without its name; null when it must be named.</param>
/// <param name="ByValue">Whether it takes objects of the pipeline.</param>
/// <param name="ByName">Whether it takes a property of objects of the pipeline.</param>
internal sealed record ParameterUse(bool Mandatory, int? Position, bool ByValue, bool ByName)
{
    /// <summary>What PowerShell's help calls its pipeline input.</summary>
    public string Pipeline => (ByValue, ByName) switch
    {
        (true, true) => "True (ByValue, ByPropertyName)",
        (true, false) => "True (ByValue)",
        (false, true) => "True (ByPropertyName)",
        _ => "False",
    };
}
