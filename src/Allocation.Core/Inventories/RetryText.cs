using Allocation.Core.Inventories.Intents;

namespace Allocation.Core.Inventories;

/// <summary>How often a call failed, for the detail of a leak.</summary>
internal static class RetryText
{
    /// <summary>The text behind what is wrong; empty when no call waits to be tried again.</summary>
    public static string Of(IntentRecord? waiting) =>
        waiting is { State: IntentState.Waiting }
            ? $"; tried {(waiting.Attempts == 1 ? "once" : $"{waiting.Attempts} times")}, again from {waiting.NextTry:u}: {waiting.Note}"
            : "";
}
