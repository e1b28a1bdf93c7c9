using System.Globalization;
using Allocation.Core.Leaks;
using Allocation.Core.Reports;
using Allocation.Core.Storage.Events;

namespace Allocation.Server.Page;

/// <summary>The report as it is now, made once for all who look: again after a change, and after a while, because times go on.</summary>
internal sealed class LivePage(ServedStore store, TimeProvider clock)
{
    private static readonly TimeSpan s_lasts = TimeSpan.FromSeconds(10);

    // Inventories are programs and other systems; how many look must not decide how often they are asked.
    private static readonly TimeSpan s_leaksLast = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _turn = new(1);
    private (EventPosition? Place, DateTimeOffset At, string Text)? _page;
    private (DateTimeOffset At, IReadOnlyList<AllocationLeak> Leaks)? _leaks;

    /// <summary>The place of the last change of the store; null before the first one. Every change leaves an event, whoever makes
    /// it.</summary>
    public EventPosition? LastChange(CancellationToken cancellation) => store.Reading.Store.Read(
        session => session.Events.Query(new EventQuery { Take = 1 }).FirstOrDefault()?.Position, cancellation);

    /// <summary>The page.</summary>
    public async Task<string> ReadAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            var (place, now) = (LastChange(cancellation), clock.GetUtcNow());
            if (_page is { } page && page.Place == place && now - page.At < s_lasts) return page.Text;
            if (_leaks is not { } known || now - known.At >= s_leaksLast)
                _leaks = known = (now, store.Reading.Reports.External(cancellation));
            using var text = new StringWriter(CultureInfo.InvariantCulture);
            ReportPage.Write(store.Reading.Reports.Build(known.Leaks, cancellation), text, LiveRoutes.Events);
            _page = (place, now, text.ToString());
            return text.ToString();
        }
        finally
        {
            _turn.Release();
        }
    }
}
