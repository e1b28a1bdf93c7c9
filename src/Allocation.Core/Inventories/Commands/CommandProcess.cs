using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Allocation.Core.Processes;
using Allocation.Core.Secrets;

namespace Allocation.Core.Inventories.Commands;

/// <summary>
/// Runs a program with a text on its standard input, without a shell. It ends within its time limit and with no more than
/// its limit of output, if need be by force together with the processes it started.
/// </summary>
/// <param name="settings">The program.</param>
/// <param name="environment">Variables for it, besides ours.</param>
/// <param name="mask">Hides what is secret in what it writes as errors.</param>
internal sealed class CommandProcess(CommandInventorySettings settings, IReadOnlyDictionary<string, string> environment, SecretMask mask)
{
    private const int ErrorTextLimit = 64 * 1024;

    private static readonly UTF8Encoding s_utf8 = new(false);

    /// <summary>Runs it to its end.</summary>
    /// <param name="input">What it is asked.</param>
    /// <param name="started">Told of the process before it is asked; what that raises ends it.</param>
    /// <param name="cancellation">Ends it by force.</param>
    /// <exception cref="Win32Exception">It could not be started.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled, and killed.</exception>
    public InventoryCommandResult Run(string input, Action<StartedProgram>? started, CancellationToken cancellation)
    {
        using var process = new Process { StartInfo = StartInfo() };
        process.Start();
        Announce(process, started);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(settings.TimeLimit);
        return Talk(process, input, limit, cancellation).GetAwaiter().GetResult();
    }

    private static void Announce(Process process, Action<StartedProgram>? started)
    {
        try
        {
            started?.Invoke(StartedProgram.Of(process, ProgramStart.EndsWithUs));
        }
        catch
        {
            Kill(process);
            throw;
        }
    }

    private async Task<InventoryCommandResult> Talk(Process process, string input, CancellationTokenSource limit,
        CancellationToken cancellation)
    {
        var output = new CappedOutput(settings.OutputLimit);
        var errors = new CappedOutput(ErrorTextLimit);
        string? trouble = null;
        try
        {
            var writing = Write(process, input, limit.Token);
            var draining = errors.Drain(process.StandardError.BaseStream, limit.Token);
            if (!await output.Fill(process.StandardOutput.BaseStream, limit.Token).ConfigureAwait(false))
                trouble = $"it wrote more than {settings.OutputLimit} bytes";
            else
                await Task.WhenAll(writing, draining, process.WaitForExitAsync(limit.Token)).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            trouble = $"it gave no answer within {settings.TimeLimit.TotalSeconds:0.###} s";
        }

        if (trouble is not null)
        {
            Kill(process);
            await limit.CancelAsync().ConfigureAwait(false);
        }

        cancellation.ThrowIfCancellationRequested();
        return new InventoryCommandResult(trouble is null ? process.ExitCode : null, output.Content,
            mask.Apply(s_utf8.GetString(errors.Content.Span)), trouble);
    }

    private ProcessStartInfo StartInfo()
    {
        var info = new ProcessStartInfo
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = s_utf8,
            WorkingDirectory = settings.WorkingFolder ?? Path.GetTempPath(),
        };
        ProgramEnvironment.RemoveSecrets(info.Environment, []);
        ProgramStart.Fill(info, settings.Program, settings.Arguments);
        foreach (var (name, value) in environment) info.Environment[name] = value;
        return info;
    }

    private static async Task Write(Process process, string input, CancellationToken limit)
    {
        try
        {
            await process.StandardInput.WriteLineAsync(input.AsMemory(), limit).ConfigureAwait(false);
            process.StandardInput.Close();
        }
        catch (IOException) when (!limit.IsCancellationRequested)
        {
            // It ended, or closed its input, without reading: its answer and exit code say what that means.
            return;
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            if (ProgramStart.EndsWithUs) ProcessGroup.Kill(process.Id);
            process.Kill(entireProcessTree: true);
            process.WaitForExit(TimeSpan.FromSeconds(5));
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It ended in this very moment; or a child cannot be killed, and then nothing more can be done from here.
            return;
        }
    }
}
