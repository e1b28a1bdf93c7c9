using Allocation.Core;
using Allocation.Core.Inventories;

namespace Allocation.Server.Logging;

/// <summary>Tells the log, and a header of the answer, what the command line tells its user as a warning: of pools that are fuller than
/// they should be, and of inventories that could not be asked.</summary>
internal static partial class WarningLog
{
    /// <summary>The header: each notice is escaped as in an address, because it may have any characters.</summary>
    public const string Header = "Allocation-Notice";

    private const int Most = 10;
    private const int Longest = 500;

    /// <summary>Hears of inventories from here on, until disposed.</summary>
    public static IDisposable Hear(HttpContext context)
    {
        var log = LogOf(context);
        return InventoryNotices.Listen(InventoryNotices.Once(notice =>
        {
            Warn(log, notice);
            Add(context, notice);
        }));
    }

    /// <summary>Writes what a request caused.</summary>
    public static void Write(HttpContext context, AllocationSystem system)
    {
        var log = LogOf(context);
        foreach (var warning in system.Warnings(CancellationToken.None))
        {
            Warn(log, warning);
            Add(context, warning);
        }
    }

    private static ILogger LogOf(HttpContext context) =>
        context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(WarningLog));

    private static void Add(HttpContext context, string notice)
    {
        if (context.Response.HasStarted || context.Response.Headers[Header].Count >= Most) return;
        var text = notice.Length > Longest ? notice[..Longest] + "..." : notice;
        context.Response.Headers.Append(Header, Uri.EscapeDataString(text));
    }

    [LoggerMessage(Level = LogLevel.Warning, EventId = 6, Message = "{Warning}")]
    private static partial void Warn(ILogger log, string warning);
}
