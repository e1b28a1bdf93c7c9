using Npgsql;

namespace Allocation.Stores.Postgres;

/// <summary>An open connection.</summary>
/// <param name="Line">The connection.</param>
/// <param name="IsPooled">
/// Whether a pooler is between us and the server: it may run each transaction in another session of the server, so nothing is
/// left in one: no setting, no prepared statement, no LISTEN.
/// </param>
/// <param name="Rights">What the user may ask the server.</param>
internal sealed record PostgresConnection(NpgsqlConnection Line, bool IsPooled, PostgresRights Rights);
