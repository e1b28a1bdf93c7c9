using System.Data.Common;
using Allocation.Core.Storage;
using Npgsql;

namespace Allocation.Stores.Postgres;

/// <summary>Listens on its own connection.</summary>
internal sealed class PostgresQueueWatch : IQueueWatch
{
    private readonly PostgresErrors _errors;
    private readonly PostgresNotifications _notifications;
    private readonly NpgsqlConnection _connection;
    private long? _told;

    public PostgresQueueWatch(PostgresErrors errors, PostgresNotifications notifications, NpgsqlConnection connection)
    {
        _errors = errors;
        _notifications = notifications;
        _connection = connection;
        _connection.Notification += (_, notification) => Hear(notification);
        try
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"LISTEN \"{notifications.Channel}\"";
            command.ExecuteNonQuery();
        }
        catch (DbException error)
        {
            connection.Dispose();
            throw errors.Translate(error);
        }
    }

    public long? Next(TimeSpan patience)
    {
        var end = Environment.TickCount64 + (long)patience.TotalMilliseconds;
        try
        {
            while (_told is null && end - Environment.TickCount64 is > 0 and var left) _connection.Wait((int)left);
        }
        catch (DbException error)
        {
            throw _errors.Translate(error);
        }
        catch (Exception error) when (error is IOException or InvalidOperationException || PostgresErrors.IsStumble(error))
        {
            throw _errors.Lost(error);
        }

        var told = _told;
        _told = null;
        return told;
    }

    public void Dispose() => _connection.Dispose();

    private void Hear(NpgsqlNotificationEventArgs notification)
    {
        if (_notifications.Read(notification.Payload) is { } revision && !(_told >= revision)) _told = revision;
    }
}
