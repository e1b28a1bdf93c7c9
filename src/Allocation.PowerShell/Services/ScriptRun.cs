using System.Management.Automation;
using Shell = System.Management.Automation.PowerShell;

namespace Allocation.PowerShell.Services;

/// <summary>
/// Runs somebody's script block for its result. An error that it writes without throwing counts as thrown: what comes after it
/// must not be taken for success.
/// </summary>
internal static class ScriptRun
{
    /// <summary>What the script puts out, without nulls.</summary>
    /// <param name="script">A command line in the language's words, with <paramref name="arguments"/> as its parameters.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <param name="arguments">Its arguments in order.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static List<PSObject> Invoke(string script, CancellationToken cancellation, params object?[] arguments)
    {
        using var shell = Shell.Create(RunspaceMode.CurrentRunspace);
        using var stop = cancellation.Register(() => shell.BeginStop(null, null));
        shell.AddScript(script);
        foreach (var argument in arguments) shell.AddArgument(argument);
        var output = shell.Invoke();
        cancellation.ThrowIfCancellationRequested();
        if (shell.Streams.Error.Count > 0) throw shell.Streams.Error[0].Exception;
        return output.Where(o => o is not null).ToList();
    }
}
