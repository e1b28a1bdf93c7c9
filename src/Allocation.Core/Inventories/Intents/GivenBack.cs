namespace Allocation.Core.Inventories.Intents;

/// <summary>What became of a number that was to be given back.</summary>
internal enum GivenBack
{
    /// <summary>The inventory said that it freed the number.</summary>
    Freed,

    /// <summary>The inventory did not know the number as taken any more.</summary>
    NotKnown,

    /// <summary>It was left: the ledger holds it, or another process deals with it.</summary>
    Left,
}
