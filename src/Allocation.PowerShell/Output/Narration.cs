using System.Management.Automation;
using System.Text.RegularExpressions;
using Allocation.Core.Storage;

namespace Allocation.PowerShell.Output;

/// <summary>
/// Tells through <c>-Verbose</c> which number is taken of which pool, and what is tried again; through <c>-Debug</c> the
/// statements of the database. What is told within a transaction is kept until it is over: a pipeline behind <c>4>&amp;1</c>
/// would run inside of it, and wait for the store that the transaction holds.
/// </summary>
/// <param name="cmdlet">Whose streams; only its own thread may write to them.</param>
/// <param name="verbose">Whether decisions are told.</param>
/// <param name="debug">Whether statements are told.</param>
internal sealed partial class Narration(Cmdlet cmdlet, bool verbose, bool debug)
{
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private readonly Queue<Action> _kept = new();

    /// <summary>Listens until disposed; null when nobody wants to be told anything.</summary>
    public IDisposable? Listen() => verbose || debug
        ? new WorkTrace(verbose ? text => Keep(() => cmdlet.WriteVerbose(text)) : null, verbose ? text => Keep(() => cmdlet.WriteVerbose(text)) : null, Tell, debug ? sql => Keep(() => cmdlet.WriteDebug(OneLine(sql))) : null).Listen()
        : null;

    /// <summary>Tells what was kept.</summary>
    public void Tell()
    {
        if (Environment.CurrentManagedThreadId != _thread) return;
        while (_kept.TryDequeue(out var told)) told();
    }

    private static string OneLine(string sql) => Spaces().Replace(sql, " ").Trim();

    private void Keep(Action tell)
    {
        if (Environment.CurrentManagedThreadId == _thread) _kept.Enqueue(tell);
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
