namespace Allocation.Server.Logging;

/// <summary>How the log is written to standard error.</summary>
internal enum LogForm
{
    /// <summary>A line for people.</summary>
    Text,

    /// <summary>A JSON object a line.</summary>
    Json,

    /// <summary>A line with the priority that the journal of systemd reads.</summary>
    Systemd,
}
