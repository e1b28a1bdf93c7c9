using System.Collections.Concurrent;
using Allocation.Core.Reports;
using Allocation.Core.Storage.Events;
using Allocation.Server.Access;

namespace Allocation.Server.Page;

/// <summary>The report as it is now, made once for all who may see the same pools. What somebody looks for is made for him alone.</summary>
internal sealed class LivePage(ServedStore store, TimeProvider clock, IHostApplicationLifetime life) : IDisposable
{
    private const int MostSearches = 2;

    // Many who look ask the store no more often than one.
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(150);

    // Inventories are programs and other systems; how many look must not decide how often they are asked.
    private static readonly TimeSpan s_leaksLast = TimeSpan.FromMinutes(1);

    // What nobody has looked at for so long is forgotten.
    private static readonly TimeSpan s_unseen = TimeSpan.FromMinutes(10);

    private readonly SemaphoreSlim _searches = new(MostSearches);
    private readonly ConcurrentDictionary<string, MadePage> _pages = new();
    private readonly Lock _gate = new();
    private readonly Lock _look = new();
    private (DateTimeOffset At, Task<ExternalLeaks> Leaks)? _asked;
    private (DateTimeOffset At, EventPosition? Place)? _looked;
    private ExternalLeaks? _leaks;

    /// <summary>The place of the last change of the store; null before the first one. Every change leaves an event, whoever makes
    /// it.</summary>
    /// <param name="isExact">Whether it is asked for now, and not as it was a moment ago.</param>
    /// <param name="cancellation">Ends it.</param>
    public EventPosition? LastChange(bool isExact, CancellationToken cancellation)
    {
        lock (_look)
        {
            var now = clock.GetUtcNow();
            if (isExact || _looked is not { } looked || now - looked.At is var age && (age >= s_look || age < TimeSpan.Zero))
            {
                _looked = looked = (now, store.Reading.Store.Read(
                    session => session.Events.Query(new EventQuery { Take = 1 }).FirstOrDefault()?.Position, cancellation));
            }

            return looked.Place;
        }
    }

    /// <summary>The page.</summary>
    /// <param name="words">What the reader looks for; empty for everything.</param>
    /// <param name="caller">Who reads it.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<string> ReadAsync(string words, Caller caller, CancellationToken cancellation)
    {
        var (leaks, page) = (await Leaks(cancellation), PageOf(caller));
        if (words.Length == 0) return await page.CurrentAsync(leaks, caller, () => LastChange(isExact: true, cancellation), cancellation);
        await _searches.WaitAsync(cancellation);
        try
        {
            return page.Search(leaks, words, caller, LastChange(isExact: true, cancellation), cancellation);
        }
        finally
        {
            _searches.Release();
        }
    }

    /// <summary>What tells the state that a reader sees from the ones before; see <see cref="LiveView.At"/>.</summary>
    /// <param name="caller">Who reads.</param>
    /// <param name="change">The last change of the store.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<string> StateAsync(Caller caller, EventPosition? change, CancellationToken cancellation) =>
        caller.Scope.IsLimited
            ? await PageOf(caller).StateAsync(await Leaks(cancellation), () => LastChange(isExact: true, cancellation), cancellation)
            : MadePage.StateOf(change);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var page in _pages.Values) page.Dispose();
        _searches.Dispose();
    }

    private MadePage PageOf(Caller caller)
    {
        var key = string.Join('\n', caller.Pools ?? []);
        if (_pages.TryGetValue(key, out var known)) return known;
        foreach (var (old, page) in _pages)
            if (page.UnseenFor(s_unseen)) _pages.TryRemove(old, out _);
        return _pages.GetOrAdd(key, _ => new MadePage(store.Reading.Reports, caller.Scope, clock));
    }

    // Nobody waits for inventories but the first who looks: until they have answered, what they said before is shown.
    private async Task<ExternalLeaks> Leaks(CancellationToken cancellation)
    {
        Task<ExternalLeaks> asking;
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            if (_asked is not { } asked || asked.Leaks.IsFaulted || (asked.Leaks.IsCompleted && now - asked.At >= s_leaksLast))
                _asked = asked = (now, Task.Run(() => store.Reading.Reports.External(life.ApplicationStopping)));
            asking = asked.Leaks;
        }

        if (_leaks is { } known && !asking.IsCompleted) return known;
        return _leaks = await asking.WaitAsync(cancellation);
    }
}
