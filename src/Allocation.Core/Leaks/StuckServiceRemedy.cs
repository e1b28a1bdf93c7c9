namespace Allocation.Core.Leaks;

/// <summary>What a repair does with a service that was left between two states.</summary>
internal enum StuckServiceRemedy
{
    /// <summary>It was being removed: the removal goes on.</summary>
    FinishRemoval,

    /// <summary>It was being made and never was in force: it is removed.</summary>
    Remove,

    /// <summary>It was being updated: the update is taken back, what is in force stays.</summary>
    TakeUpdateBack,

    /// <summary>It was on its way between two other states of its lifecycle: it goes on.</summary>
    GoOn,
}
