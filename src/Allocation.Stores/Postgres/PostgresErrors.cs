using System.Data.Common;
using System.Net.Sockets;
using Allocation.Core.Errors;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores.Postgres.Addresses;
using Npgsql;

namespace Allocation.Stores.Postgres;

/// <summary>What PostgreSQL's error codes, and the loss of a connection, mean to the caller: the one place that knows.</summary>
/// <param name="store">The store.</param>
/// <param name="address">Whose rights are spoken of; null before the address is understood.</param>
internal sealed class PostgresErrors(StoreUri store, PostgresAddress? address = null)
{
    private const string IdleInTransactionTimeout = "25P03";
    private const string IdleTimeout = "57P05";
    private const string Driver = "Npgsql";

    private readonly string _name = store.ToString();

    /// <summary>Whether the connection is of no use any more: it broke, or the server ended it.</summary>
    public static bool IsLost(DbException error) =>
        error is PostgresException { SqlState: var state } ? IsFarewell(state) : error is NpgsqlException;

    /// <summary>
    /// Whether the driver lost its connection and stumbled over that, with an error that is not its own: seen with Npgsql 10.0.0 when the
    /// server goes while a statement is prepared, and when a proxy cuts the session.
    /// </summary>
    public static bool IsStumble(Exception error) => error switch
    {
        NullReferenceException => error.Source == Driver,
        ObjectDisposedException or IOException or SocketException => IsThroughDriver(error),
        InvalidOperationException => error.Source == Driver && error.Message == "Connection is not open",
        _ => false,
    };

    /// <summary>
    /// Whether no connection can be made just now: refused, not answered in time, no host of several that suits. A name that no one
    /// knows, a certificate or a password that is not accepted stay so.
    /// </summary>
    public static bool IsAway(NpgsqlException error) => error.InnerException switch
    {
        SocketException
        {
            SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain
            or SocketError.NoRecovery
        } => false,
        SocketException or IOException or TimeoutException or AggregateException => true,
        _ => error.Message.StartsWith("No suitable host", StringComparison.Ordinal),
    };

    private static bool IsThroughDriver(Exception error) => error.StackTrace?.Contains("   at Npgsql.", StringComparison.Ordinal) == true;

    public Exception Translate(DbException error) => error switch
    {
        PostgresException postgres => Translate(postgres),
        { InnerException: TimeoutException } => Unavailable("the server did not answer in time", error),
        NpgsqlException => Lost(error),
        _ => Unavailable(error.Message, error),
    };

    public StoreConflictException Conflict(string reason, Exception? error = null) => new(_name, reason, error);

    public StoreUnavailableException Unavailable(string reason, Exception? error = null) => new(_name, reason, error);

    /// <summary>No connection can be made.</summary>
    public StoreUnavailableException Unreachable(string reason, Exception error, bool isPassing) =>
        new(_name, $"no connection can be made ({reason})", error) { IsPassing = isPassing };

    /// <summary>The server is away for a moment, and nothing was committed.</summary>
    public StoreUnavailableException Lost(Exception? error) =>
        new(_name, $"the connection was lost ({error?.Message ?? "while it committed"})", error) { IsPassing = true };

    /// <summary>The server answers, and only to those who read: a standby, or a primary that became one.</summary>
    public StoreUnavailableException ReadOnly(Exception error) => new(
        _name, "this server is read-only: it is a standby, or its database is set to read-only; the address must name the primary, " +
            "or all servers", error)
    { IsPassing = true };

    /// <summary>The role may not do what it has to.</summary>
    /// <param name="what">What it may not do.</param>
    /// <param name="grants">The statements that give it the right.</param>
    /// <param name="error">The server's error, where there was one.</param>
    public StoreUnavailableException Denied(string what, string grants, PostgresException? error = null) =>
        Unavailable($"permission denied: {what}; ask for {grants}", error);

    /// <summary>The server commits, but does not wait until that is certain to last.</summary>
    /// <param name="warning">What the server said; null when that is not known.</param>
    public StoreUnavailableException Unconfirmed(string? warning) => new(
        _name, $"the server warned while it committed{(warning is null ? "" : $" ({warning})")}: a synchronous standby may not have " +
            $"what was written")
    { IsPassing = true };

    /// <summary>The server was replaced by another one and came back, or the two parted: what it would take is given out over there as
    /// well.</summary>
    public StoreUnavailableException Replaced(string? host, PostgresLineage now, PostgresLineage known) => Unavailable(
        now.Timeline == known.Timeline
            ? $"the server {host} is not the one that this store was used on: both began timeline {now.Timeline}, each with a separate " +
                $"history; one of the two must be stopped (after a restore on purpose see 'Split brain' in docs/reliability.md)"
            : string.Create(System.Globalization.CultureInfo.InvariantCulture,
                $"the server {host} has gone back: it is on timeline {now.Timeline}, and this store was used on timeline " +
                $"{known.Timeline} already; another server has taken over, and this one must be stopped or taken out of the address " +
                $"(after a restore on purpose see 'Split brain' in docs/reliability.md)"));

    public StoreCorruptException Corrupt(string reason, Exception? error = null) => new(_name, reason, error);

    public StoreTooNewException TooNew(int schema, int known) => new(_name, schema, known);

    // https://www.postgresql.org/docs/current/errcodes-appendix.html
    private Exception Translate(PostgresException error) => error.SqlState switch
    {
        PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected => Conflict(error.MessageText, error),
        PostgresErrorCodes.LockNotAvailable => Conflict("other transactions held its rows for too long", error),
        PostgresErrorCodes.UniqueViolation => Conflict($"a row already exists ({error.MessageText})", error),
        PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.DatatypeMismatch =>
            Corrupt($"its tables have been changed ({error.MessageText})", error),
        PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted =>
            Corrupt($"the database is damaged ({error.MessageText})", error),
        PostgresErrorCodes.InsufficientPrivilege when address is not null => Denied(error.MessageText, address.Grants, error),
        PostgresErrorCodes.ReadOnlySqlTransaction => ReadOnly(error),
        PostgresErrorCodes.ProtocolViolation when error.MessageText.Contains("statement pooling mode", StringComparison.Ordinal) =>
            Unavailable("its pooler works in statement mode, which allows no transactions; it must work in transaction mode or in " +
                "session mode", error),
        PostgresErrorCodes.DuplicatePreparedStatement or PostgresErrorCodes.InvalidSqlStatementName => Unavailable(
            $"something between here and the server changes the server's session between transactions, and hides it " +
                $"({error.MessageText}); such a pooler must work in session mode", error),
        var state when IsFarewell(state) => Lost(error),
        _ => Unavailable(error.MessageText, error),
    };

    // The server ends the connection, or does not take one just now: shutdown, crash of another connection, start, too
    // many clients, a transaction that was idle for too long.
    private static bool IsFarewell(string state) =>
        state.StartsWith("08", StringComparison.Ordinal)
        || state is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow
            or PostgresErrorCodes.TooManyConnections or IdleInTransactionTimeout or IdleTimeout;
}
