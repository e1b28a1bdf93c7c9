namespace Allocation.Core.Reports;

/// <summary>What a number of a pool is when it is not free.</summary>
public enum CellState
{
    /// <summary>A lease holds it.</summary>
    Held,

    /// <summary>It is held and should not be.</summary>
    Leaked,

    /// <summary>It was given back and waits for its reuse delay.</summary>
    Cooling,

    /// <summary>The pool never gives it.</summary>
    Excluded,
}
