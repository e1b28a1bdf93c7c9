namespace Allocation.Core.Storage;

/// <summary>
/// What is still done on a store after its user was asked to end: giving back what was taken, saying goodbye. Work that nothing
/// else cancels has <see cref="Patience"/> for all its waiting and trying again; after the first that ran out of it none is
/// even begun, or a hundred of them would take a hundred times as long. The next start settles what they leave.
/// </summary>
/// <param name="ending">Cancelled when the user is asked to end.</param>
internal sealed class TimeToEnd(CancellationToken ending)
{
    private readonly CancellationToken _ending = ending;
    private volatile bool _isOver;

    /// <summary>For how long one piece of work may wait.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromMilliseconds(600);

    /// <summary>Begins a piece of work.</summary>
    /// <param name="cancellation">What cancels it; a token that can never be cancelled leaves it to this limit.</param>
    public Limit Begin(CancellationToken cancellation) => new(this, cancellation);

    /// <summary>The limit of one piece of work.</summary>
    internal sealed class Limit : IDisposable
    {
        private readonly TimeToEnd _time;
        private readonly CancellationTokenSource? _source;
        private readonly CancellationTokenRegistration _registration;

        public Limit(TimeToEnd time, CancellationToken cancellation)
        {
            _time = time;
            Token = cancellation;
            if (cancellation.CanBeCanceled || !time._ending.CanBeCanceled) return;
            var source = _source = new();
            Token = source.Token;
            if (time._isOver) source.Cancel();
            else _registration = time._ending.UnsafeRegister(_ => source.CancelAfter(Patience), null);
        }

        /// <summary>Ends the work: the caller's token, or one that is cancelled when the time is over.</summary>
        public CancellationToken Token { get; }

        /// <summary>Whether the work has to stop because the user was asked to end, not because its caller cancelled it.</summary>
        public bool IsOver => _source is { IsCancellationRequested: true };

        /// <summary>Says that the time did not suffice.</summary>
        public void GiveUp() => _time._isOver = true;

        public void Dispose()
        {
            _registration.Dispose();
            _source?.Dispose();
        }
    }
}
