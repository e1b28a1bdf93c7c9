using System.Management.Automation;
using System.Text.RegularExpressions;
using Allocation.Core.Storage;
using Allocation.Core.Texts;

namespace Allocation.PowerShell.Output;

/// <summary>
/// Tells through <c>-Verbose</c> which number is taken of which pool, and what is tried again; through <c>-Debug</c> the
/// statements of the database. What is reported within a transaction is kept until it is over: a pipeline behind <c>4>&amp;1</c>
/// would run inside of it, and wait for the store that the transaction holds.
/// </summary>
internal sealed partial class VerboseWriter
{
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private readonly Queue<Action> _kept = new();
    private readonly StoreTrace? _listener;

    /// <param name="cmdlet">Whose streams; only its own thread may write to them.</param>
    /// <param name="verbose">Whether decisions are reported.</param>
    /// <param name="debug">Whether statements are reported.</param>
    public VerboseWriter(Cmdlet cmdlet, bool verbose, bool debug)
    {
        if (!verbose && !debug) return;
        Action<string>? decided = verbose ? text => Keep(() => cmdlet.WriteVerbose(VisibleText.Of(text))) : null;
        _listener = new StoreTrace(decided, decided, Tell,
            debug ? sql => Keep(() => cmdlet.WriteDebug(VisibleText.Of(OneLine(sql)))) : null);
    }

    /// <summary>Listens until disposed. A cmdlet further down the pipeline, which works meanwhile, listens for itself.</summary>
    public IDisposable Listen() => StoreTrace.Listen(_listener);

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
