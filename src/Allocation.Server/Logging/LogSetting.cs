using Microsoft.Extensions.Logging.Console;

namespace Allocation.Server.Logging;

/// <summary>Where the log goes: standard error, so that standard output stays empty.</summary>
internal static class LogSetting
{
    /// <summary>Writes the log in a form. Queries and headers are not in it: both may hold a token.</summary>
    public static void Use(ILoggingBuilder logging, LogForm form)
    {
        // Why it cannot begin is told by the command.
        logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        switch (form)
        {
            case LogForm.Text:
                logging.AddSimpleConsole(line => (line.SingleLine, line.TimestampFormat) = (true, "yyyy-MM-ddTHH:mm:ss.fffZ "));
                logging.Services.Configure<SimpleConsoleFormatterOptions>(line => line.UseUtcTimestamp = true);
                break;
            case LogForm.Json:
                logging.AddJsonConsole(line => (line.UseUtcTimestamp, line.TimestampFormat) = (true, "yyyy-MM-ddTHH:mm:ss.fffZ"));
                break;
            case LogForm.Systemd:
                logging.AddSystemdConsole();
                break;
        }
    }
}
