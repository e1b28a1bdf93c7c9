using System.Management.Automation;
using Shell = System.Management.Automation.PowerShell;

namespace Allocation.PowerShell.Services;

/// <summary>
/// Runs a user's script block for its result. An error that it writes without throwing counts as thrown: what comes after it
/// must not be taken for success.
/// </summary>
internal static class ScriptRun
{
    private const string WithContext = "param($Script, $Variables, $Context) $Script.InvokeWithContext($null, $Variables, $Context)";

    /// <summary>What the script returns, without nulls.</summary>
    /// <param name="script">A command line in the language's words, with <paramref name="arguments"/> as its parameters.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <param name="arguments">Its arguments in order.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static List<PSObject> Invoke(string script, CancellationToken cancellation, params object?[] arguments) =>
        Invoke(script, isMethodCall: false, cancellation, arguments);

    /// <summary>What a script block returns that sees an object as its first argument and as variables.</summary>
    /// <param name="script">The script block.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <param name="context">The object.</param>
    /// <param name="names">The names of the variables.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static List<PSObject> InvokeWith(ScriptBlock script, CancellationToken cancellation, object context, params string[] names) =>
        Invoke(WithContext, isMethodCall: true, cancellation, script,
            names.Select(name => new PSVariable(name, context)).ToList(), context);

    private static List<PSObject> Invoke(string script, bool isMethodCall, CancellationToken cancellation, params object?[] arguments)
    {
        using var shell = Shell.Create(RunspaceMode.CurrentRunspace);
        using var stop = cancellation.Register(() => shell.BeginStop(null, null));
        shell.AddScript(script);
        foreach (var argument in arguments) shell.AddArgument(argument);
        try
        {
            var output = shell.Invoke();
            cancellation.ThrowIfCancellationRequested();
            if (shell.Streams.Error.Count > 0) throw shell.Streams.Error[0].Exception;
            return output.Where(o => o is not null).ToList();
        }
        catch (RuntimeException e) when (e is not PipelineStoppedException && AsThrown(e, isMethodCall) is var thrown && thrown != e)
        {
            throw thrown;
        }
    }

    // PowerShell wraps what a script raises: once in the call of the method that runs it, and in an error record.
    private static Exception AsThrown(RuntimeException error, bool isMethodCall)
    {
        var raised = isMethodCall && error is MethodInvocationException { InnerException: RuntimeException inner } ? inner : error;
        return raised is IContainsErrorRecord { ErrorRecord.Exception: { } thrown } ? thrown : raised;
    }
}
