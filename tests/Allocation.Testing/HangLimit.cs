namespace Allocation.Testing;

/// <summary>The limit of every wait in the tests. A test waits for an event; only a hang reaches this, however slow the machine
/// is.</summary>
public static class HangLimit
{
    public static TimeSpan Time { get; } = TimeSpan.FromMinutes(15);
}
