using Allocation.Server.Failures;

namespace Allocation.Server.Access;

/// <summary>Guards what has programs run and files read on the machine of the server: a stolen token would run any program there.</summary>
internal static class MachineAccess
{
    /// <summary>Refuses it unless the server was started so that it may be done.</summary>
    /// <param name="context">The request.</param>
    /// <param name="what">What is refused, as the beginning of a sentence.</param>
    /// <exception cref="RequestRefusedException">It may not be done.</exception>
    public static void Need(HttpContext context, string what)
    {
        if (context.RequestServices.GetRequiredService<ServerSettings>().AllowsCommands) return;
        throw new RequestRefusedException(new(StatusCodes.Status403Forbidden, FailureId.Forbidden,
            $"{what} has programs run and files read on the machine of the server, so it needs a server that was started with " +
            "--allow-commands. Without it, do this on that machine with the command line."));
    }
}
