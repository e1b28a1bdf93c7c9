using System.Globalization;
using Allocation.Core.Reports;
using Allocation.Core.Storage.Events;
using Allocation.Server.Rest;

namespace Allocation.Server.Page;

/// <summary>The report as it is now, made once for all who look: again after a change, and after a while, because times go on. What
/// somebody looks for is made for him alone.</summary>
internal sealed class LivePage(ServedStore store, TimeProvider clock, IHostApplicationLifetime life) : IDisposable
{
    private const int MostSearches = 2;

    private static readonly TimeSpan s_lasts = TimeSpan.FromSeconds(10);

    // Inventories are programs and other systems; how many look must not decide how often they are asked.
    private static readonly TimeSpan s_leaksLast = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _turn = new(1);
    private readonly SemaphoreSlim _searches = new(MostSearches);
    private readonly Lock _gate = new();
    private Made? _made;
    private (DateTimeOffset At, Task<ExternalLeaks> Leaks)? _asked;
    private ExternalLeaks? _leaks;

    /// <summary>The place of the last change of the store; null before the first one. Every change leaves an event, whoever makes
    /// it.</summary>
    public EventPosition? LastChange(CancellationToken cancellation) => store.Reading.Store.Read(
        session => session.Events.Query(new EventQuery { Take = 1 }).FirstOrDefault()?.Position, cancellation);

    /// <summary>The page.</summary>
    /// <param name="words">What the reader looks for; empty for everything.</param>
    /// <param name="mayAct">Whether he may take and give back.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<string> ReadAsync(string words, bool mayAct, CancellationToken cancellation)
    {
        var leaks = await Leaks(cancellation);
        return words.Length == 0 ? await Current(leaks, mayAct, cancellation) : await Search(leaks, words, mayAct, cancellation);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _turn.Dispose();
        _searches.Dispose();
    }

    // The page is at the root of the server, wherever a proxy has that.
    private static string Below(string path) => RestRoutes.Root[1..] + path;

    private static string Write(AllocationReport report, EventPosition? place, string words, bool mayAct)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        ReportPage.Write(report, text, new LiveView
        {
            Events = LiveRoutes.Events,
            Take = Below(DirectRoutes.Taking),
            Allocations = Below(AllocationRoutes.Path),
            Tickets = Below(TicketRoutes.Path),
            At = place?.EventId ?? "",
            MayAct = mayAct,
            Search = words,
        });
        return text.ToString();
    }

    private async Task<string> Current(ExternalLeaks leaks, bool mayAct, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            var (place, now) = (LastChange(cancellation), clock.GetUtcNow());
            if (_made is not { } made || made.Place != place || now - made.At >= s_lasts)
                _made = made = new(place, now, store.Reading.Reports.Build(leaks, cancellation: cancellation));
            if (mayAct) return made.ForOperators ??= Write(made.Report, place, "", mayAct);
            return made.ForReaders ??= Write(made.Report, place, "", mayAct);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<string> Search(ExternalLeaks leaks, string words, bool mayAct, CancellationToken cancellation)
    {
        await _searches.WaitAsync(cancellation);
        try
        {
            var place = LastChange(cancellation);
            return Write(store.Reading.Reports.Build(leaks, words, cancellation), place, words, mayAct);
        }
        finally
        {
            _searches.Release();
        }
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

    private sealed record Made(EventPosition? Place, DateTimeOffset At, AllocationReport Report)
    {
        public string? ForReaders { get; set; }

        public string? ForOperators { get; set; }
    }
}
