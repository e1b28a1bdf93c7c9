namespace Allocation.Core.Inventories.Intents;

/// <summary>How much is known of what a call took.</summary>
internal enum Certainty
{
    /// <summary>It took nothing.</summary>
    Nothing,

    /// <summary>It took nothing so far, and what it asked may still take effect.</summary>
    NotYet,

    /// <summary>It took exactly this.</summary>
    Sure,

    /// <summary>It may have taken one of these.</summary>
    Perhaps,

    /// <summary>No number can be named, and it may have taken one all the same.</summary>
    Unknowable,
}
