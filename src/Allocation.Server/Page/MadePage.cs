using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Allocation.Core.Access;
using Allocation.Core.Reports;
using Allocation.Core.Storage.Events;
using Allocation.Server.Access;
using Allocation.Server.Rest;

namespace Allocation.Server.Page;

/// <summary>The page of those who may see the same pools: made again after a change, and after a while, because times go on.</summary>
/// <param name="reports">Reports on the store.</param>
/// <param name="scope">The pools.</param>
/// <param name="clock">The time.</param>
internal sealed class MadePage(ReportBuilder reports, PoolScope scope, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan s_lasts = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _turn = new(1);
    private readonly KnownTrends _trends = new();
    private Made? _made;

    /// <summary>Whether nobody has looked at it for so long.</summary>
    public bool UnseenFor(TimeSpan time) => _made is { } made && clock.GetUtcNow() - made.At >= time;

    /// <summary>The state of a page of the whole store.</summary>
    public static string StateOf(EventPosition? change) => change?.EventId ?? "";

    /// <summary>The page of everything.</summary>
    public Task<string> CurrentAsync(ExternalLeaks leaks, Caller caller, Func<EventPosition?> change, CancellationToken cancellation) =>
        With(leaks, change, made => caller.Role >= AccessRole.Operator
            ? made.ForOperators ??= Write(made.Report, made.State, "", caller)
            : made.ForReaders ??= Write(made.Report, made.State, "", caller), cancellation);

    /// <summary>What tells the state of the page from the ones before.</summary>
    public Task<string> StateAsync(ExternalLeaks leaks, Func<EventPosition?> change, CancellationToken cancellation) =>
        With(leaks, change, made => made.State, cancellation);

    /// <summary>The page of what somebody looks for.</summary>
    public string Search(ExternalLeaks leaks, string words, Caller caller, EventPosition? change, CancellationToken cancellation)
    {
        // The state is that of the whole page, which is told of changes.
        var state = scope.IsLimited ? Digest(reports.Build(leaks, scope: scope, cancellation: cancellation)) : StateOf(change);
        return Write(reports.Build(leaks, words, scope: scope, cancellation: cancellation), state, words, caller);
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    // The page is at the root of the server, wherever a proxy has that.
    private static string Below(string path) => RestRoutes.Root[1..] + path;

    private static string Write(AllocationReport report, string state, string words, Caller caller)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        ReportPage.Write(report, text, new LiveView
        {
            Events = LiveRoutes.Events,
            Take = Below(DirectRoutes.Taking),
            Allocations = Below(AllocationRoutes.Path),
            Services = Below(ServiceChangeRoutes.Path),
            Tickets = Below(TicketRoutes.Path),
            Pools = caller.Pools,
            At = state,
            MayAct = caller.Role >= AccessRole.Operator,
            Search = words,
        });
        return text.ToString();
    }

    // The last event would tell of changes in other pools.
    private static string Digest(AllocationReport report)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        ReportPage.Write(report with { CreatedAt = default }, text);
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private async Task<T> With<T>(ExternalLeaks leaks, Func<EventPosition?> change, Func<Made, T> use,
        CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            var (place, now) = (change(), clock.GetUtcNow());
            if (_made is not { } made || made.Place != place || now - made.At >= s_lasts)
            {
                var report = reports.Build(leaks, known: _trends, scope: scope, cancellation: cancellation);
                _made = made = new(place, now, report, scope.IsLimited ? Digest(report) : StateOf(place));
            }

            return use(made);
        }
        finally
        {
            _turn.Release();
        }
    }

    private sealed record Made(EventPosition? Place, DateTimeOffset At, AllocationReport Report, string State)
    {
        public string? ForReaders { get; set; }

        public string? ForOperators { get; set; }
    }
}
