using System.Data.Common;
using Allocation.Stores.Sql;

namespace Allocation.Stores.Postgres;

/// <summary>
/// Has the server end whatever statement runs once a token is cancelled, until disposed. It asks again and again, because
/// a request that comes between two statements is lost.
/// </summary>
internal sealed class PostgresInterrupt : IDisposable
{
    private const int StepMilliseconds = 100;

    private readonly object _gate = new();
    private readonly SqlStatements _statements;
    private readonly int _patience;
    private readonly CancellationTokenRegistration _registration;
    private Timer? _timer;
    private bool _over;

    /// <param name="statements">The statements of the connection.</param>
    /// <param name="cancellation">Whose cancellation ends the statement.</param>
    /// <param name="patience">How many milliseconds the statement has after that.</param>
    public PostgresInterrupt(SqlStatements statements, CancellationToken cancellation, int patience = 0)
    {
        _statements = statements;
        _patience = patience;
        _registration = cancellation.UnsafeRegister(_ => Start(), null);
    }

    /// <summary>Whether the server was asked to end a statement: the request may still meet the next one.</summary>
    public bool HasAsked { get; private set; }

    /// <summary>From here on it asks no more; a request that is under way has reached the server.</summary>
    public void Dispose()
    {
        _registration.Dispose();
        lock (_gate)
        {
            _over = true;
            _timer?.Dispose();
        }
    }

    // On its own thread: a request takes a connection, and who cancels must not wait for that.
    private void Start()
    {
        lock (_gate)
        {
            if (!_over) _timer = new(_ => Ask(), null, _patience, StepMilliseconds);
        }
    }

    private void Ask()
    {
        lock (_gate)
        {
            if (_over) return;
            HasAsked = true;
            try
            {
                _statements.Cancel();
            }
            catch (Exception error) when (error is DbException || PostgresErrors.IsStumble(error))
            {
                // The server takes no connection just now; the statement ends by its own time limit at the latest.
                _timer!.Change(StepMilliseconds * 10, StepMilliseconds);
            }
        }
    }
}
