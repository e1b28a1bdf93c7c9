using System.Diagnostics;

namespace Allocation.Benchmarks.Measuring;

/// <summary>Times things in turn, so that whatever disturbs the machine disturbs all of them alike.</summary>
internal static class Clock
{
    /// <summary>Runs each of the things once a round and gives the times of each.</summary>
    /// <param name="rounds">How many rounds count.</param>
    /// <param name="warmUp">How many rounds go before, so that code is compiled and caches are warm.</param>
    /// <param name="things">Called with the number of the round; each gives its own time.</param>
    public static Figure[] Medians(int rounds, int warmUp, params Func<int, TimeSpan>[] things)
    {
        var times = things.Select(_ => new List<TimeSpan>(rounds)).ToArray();
        for (var round = 0; round < warmUp + rounds; round++)
        {
            Turns.Next();
            for (var i = 0; i < things.Length; i++)
            {
                // Who goes first changes from round to round.
                var turn = (i + round) % things.Length;
                var time = things[turn](round);
                if (round >= warmUp) times[turn].Add(time);
            }
        }

        return Array.ConvertAll(times, t => new Figure(t));
    }

    /// <summary>How long something takes.</summary>
    public static TimeSpan Time(Action action)
    {
        var started = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(started);
    }
}
