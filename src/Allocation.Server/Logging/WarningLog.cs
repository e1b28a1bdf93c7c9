using Allocation.Core;

namespace Allocation.Server.Logging;

/// <summary>Tells the log of pools that are fuller than they should be, as the command line tells its user.</summary>
internal static partial class WarningLog
{
    /// <summary>Writes what a request caused.</summary>
    public static void Write(HttpContext context, AllocationSystem system)
    {
        var log = context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(WarningLog));
        foreach (var warning in system.Warnings(CancellationToken.None)) Warn(log, warning);
    }

    [LoggerMessage(Level = LogLevel.Warning, EventId = 6, Message = "{Warning}")]
    private static partial void Warn(ILogger log, string warning);
}
