using System.Reflection;

namespace Allocation.Tickets.Tests.Tickets;

/// <summary>Each weakness that was seen in resalloc has a test here that fails if we have it as well.</summary>
public sealed class WeaknessTests
{
    private static readonly string[] s_weaknesses =
    [
        "lost wake-ups and stalls",
        "a manager killed in cmd_new leaks what it made",
        "a failing cmd_new is retried without pause and starves other pools",
        "a broken pools.yaml ends the server, a removed pool orphans its resources",
        "a resource whose cmd_release failed is given again",
        "a hanging check blocks all others, hooks have no limit",
        "dead waiters leak",
        "sixty clients at once are refused",
        "the cost of scheduling grows with the tickets that wait",
        "failed and unknown tickets are not told, data is damaged or run by a shell, cmd_delete runs twice",
    ];

    [Fact]
    public void Every_weakness_has_a_test()
    {
        var covered = typeof(WeaknessTests).Assembly.GetTypes()
            .SelectMany(t => t.GetMethods())
            .SelectMany(m => m.GetCustomAttributes<WeaknessAttribute>())
            .Select(w => w.Number)
            .Distinct();
        Assert.Equal(Enumerable.Range(1, s_weaknesses.Length), covered.Order());
    }
}
