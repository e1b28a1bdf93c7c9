namespace Allocation.Stores.Postgres;

/// <summary>What the store counts on, whatever is set for the server, the database or the role.</summary>
internal static class PostgresSettings
{
    // - search_path: every statement names its schema; one that does not must find nothing rather than another's table.
    // - lock_timeout: a wait for rows ends as a conflict, and is tried again from the start.
    // - idle_in_transaction_session_timeout: a client that is frozen in a transaction does not hold its rows for ever. It is
    //   long, because a transaction may wait for an inventory outside. The keepalives find one whose machine is gone.
    // - statement_timeout, transaction_timeout: a migration takes as long as it takes; other statements wait for locks alone.
    // - synchronous_commit: what was reported survives a power cut, whatever is set for the database.
    // - client_min_messages: that a commit may not last is reported by a warning only.
    // - row_security: a policy that hides rows would make what is held look free; off, it is an error.
    // - enable_seqscan: each query has its index, but what the server knows about young tables tells it otherwise. jit
    //   would take the price of the plans that are forbidden thereby for work that is worth compiling.
    private const string Common =
        """
        pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', {0}),
        pg_catalog.set_config('lock_timeout', '10s', {0}),
        pg_catalog.set_config('idle_in_transaction_session_timeout', '5min', {0}),
        pg_catalog.set_config('statement_timeout', '0', {0}),
        CASE WHEN pg_catalog.current_setting('transaction_timeout', true) <> '0'
            THEN pg_catalog.set_config('transaction_timeout', '0', {0}) END,
        CASE WHEN pg_catalog.current_setting('synchronous_commit') IN ('off', 'local')
            THEN pg_catalog.set_config('synchronous_commit', 'on', {0}) END,
        pg_catalog.set_config('client_min_messages', 'warning', {0}),
        pg_catalog.set_config('row_security', 'off', {0}),
        pg_catalog.set_config('enable_seqscan', 'off', {0}),
        pg_catalog.set_config('jit', 'off', {0})
        """;

    // - default_transaction_read_only: whoever may write does so; a server that cannot be written says so itself.
    // - plan_cache_mode: a statement is planned once.
    // - tcp_user_timeout: keepalives are not sent while an answer is on its way to a machine that is gone; without a limit
    //   the server would send it again for a quarter of an hour, and keep the rows locked.
    private const string OfSessionAlone =
        """
        pg_catalog.set_config('default_transaction_read_only', 'off', false),
        pg_catalog.set_config('plan_cache_mode', 'force_generic_plan', false),
        pg_catalog.set_config('tcp_keepalives_idle', '30', false),
        pg_catalog.set_config('tcp_keepalives_interval', '10', false),
        pg_catalog.set_config('tcp_keepalives_count', '3', false),
        pg_catalog.set_config('tcp_user_timeout', '60s', false)
        """;

    /// <summary>The server's time, in microseconds since 1970.</summary>
    public const string Time = "CAST(extract(epoch FROM pg_catalog.clock_timestamp()) * 1000000 AS bigint)";

    /// <summary>
    /// Asks whether the server's process is the one that the connection was opened to, which <c>@process</c> names, and for its time; and
    /// only then sets everything for the session: behind a pooler the session belongs to others as well.
    /// </summary>
    public static string ForSession { get; } =
        $"""
        SELECT pg_catalog.pg_backend_pid() = @process, {Time}, CASE WHEN pg_catalog.pg_backend_pid() = @process THEN pg_catalog.concat(
        {Common.Replace("{0}", "false", StringComparison.Ordinal)},
        {OfSessionAlone}) END
        """;

    /// <summary>Sets everything for the transaction that has begun.</summary>
    public static string ForTransaction { get; } = $"SELECT pg_catalog.concat({Common.Replace("{0}", "true", StringComparison.Ordinal)})";
}
