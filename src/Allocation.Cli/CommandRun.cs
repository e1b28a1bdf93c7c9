using System.CommandLine;
using Allocation.Cli.Output;
using Allocation.Core;
using Allocation.Core.Errors;
using Allocation.Core.Events;
using Allocation.Core.Inventories;
using Allocation.Core.Pools;
using Allocation.Core.ResourcePools.Managing;
using Allocation.Core.Results;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores;

namespace Allocation.Cli;

/// <summary>
/// One command while it runs: the store it works on, where its results and errors go, and what ends it. The one place
/// that opens the store and turns exceptions into exit codes.
/// </summary>
internal sealed class CommandRun : IDisposable
{
    private readonly ParseResult _parse;
    private readonly StoreCommand _command;
    private AllocationSystem? _system;
    private Preview? _preview;

    private CommandRun(ParseResult parse, StoreCommand command, CancellationToken cancellation)
    {
        _parse = parse;
        _command = command;
        Cancellation = cancellation;
        Json = parse.GetValue(GlobalOptions.Json);
        IsDryRun = parse.CommandResult.Command is ChangeCommand && parse.GetValue(ChangeCommand.DryRun);
        Results = new ResultWriter(Json);
        Errors = new ErrorWriter(Json, () => Store.Description);
    }

    /// <summary>The product over the store that the command line names, opened at the first use; with <c>--dry-run</c>, over a copy of
    /// it.</summary>
    public AllocationSystem System => IsDryRun ? Preview.System : Stored;

    /// <summary>A copy of the store, on which nothing counts.</summary>
    public Preview Preview => _preview ??= BeginPreview();

    /// <summary>As <see cref="System"/>, but never over a copy.</summary>
    public AllocationSystem Stored => _system ??= new AllocationSystem(Store.Open(Provider, StoreAct, Cancellation), sql: Provider,
        events: Source);

    /// <summary>What events say of where they come from.</summary>
    public EventSource Source => EventSource.Of(AllocationCommand.PathOf(_parse.CommandResult));

    /// <summary>Whether nothing may be changed.</summary>
    public bool IsDryRun { get; }

    /// <summary>Opens stores.</summary>
    public static IStoreProvider Provider { get; } = new StoreProvider();

    /// <summary>The store that the command line names. Relative paths are taken from the current folder.</summary>
    public StoreSelection Store => StoreSelection.Make(_parse.GetValue(GlobalOptions.Store), Path.GetFullPath);

    /// <summary>Where results go.</summary>
    public ResultWriter Results { get; }

    /// <summary>Where errors go.</summary>
    public ErrorWriter Errors { get; }

    /// <summary>Whether results are wanted as JSON.</summary>
    public bool Json { get; }

    /// <summary>Ends the command on Ctrl+C.</summary>
    public CancellationToken Cancellation { get; }

    /// <summary>What was typed.</summary>
    public ParseResult Arguments => _parse;

    /// <summary>Runs a command.</summary>
    /// <returns>The exit code.</returns>
    /// <param name="parse">What was typed.</param>
    /// <param name="command">The command.</param>
    /// <param name="work">What it does.</param>
    public static int Execute(ParseResult parse, StoreCommand command, Func<CommandRun, int> work)
    {
        using var interruption = new Interruption();
        using var run = new CommandRun(parse, command, interruption.Token);
        using var notices = InventoryNotices.Listen(InventoryNotices.Once(run.Errors.Warn));
        try
        {
            var code = work(run);
            run.Results.Flush();
            run.WarnOfUse();
            run.TellDryRun();
            return code;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return run.Fail(e);
        }
    }

    /// <summary>
    /// Does something with each item. An item that is refused is reported and does not stop the rest; an error that ends all
    /// (<see cref="ErrorTraits.EndsAll"/>), or Ctrl+C, does.
    /// </summary>
    /// <returns>The exit code of the first item that was refused, else 0.</returns>
    public int ForEach<T>(IEnumerable<T> items, Action<T> work)
    {
        var code = ExitCodes.Ok;
        foreach (var item in items)
        {
            Cancellation.ThrowIfCancellationRequested();
            var refused = Attempt(() => work(item));
            if (code == ExitCodes.Ok) code = refused;
        }

        return code;
    }

    /// <summary>Does something and reports when it is refused; an error that ends all is thrown on.</summary>
    /// <returns>The exit code of the refusal, else 0.</returns>
    /// <param name="work">What is done.</param>
    /// <param name="line">The line of the file that asks for it; 0 for none.</param>
    public int Attempt(Action work, int line = 0)
    {
        try
        {
            work();
            return ExitCodes.Ok;
        }
        catch (AllocationException e) when (!ErrorTraits.EndsAll(e.Kind))
        {
            return line > 0 ? Errors.Write(e, line) : Errors.Write(e);
        }
    }

    /// <summary>As <see cref="ForEach"/>, for everything that names and patterns find.</summary>
    /// <returns>The exit code of the first name or item that was refused, else 0.</returns>
    /// <param name="names">The names and patterns.</param>
    /// <param name="find">Finds what one of them means.</param>
    /// <param name="work">What is done with each.</param>
    /// <param name="ask">Asked before all that a name found is worked on: 0 when it may be, else the exit code; null for no
    /// question.</param>
    public int ForEachFound<T>(IEnumerable<string> names, Func<NamePattern, IEnumerable<T>> find, Action<T> work,
        Func<NamePattern, IReadOnlyList<T>, int>? ask = null)
    {
        var (found, code) = (new List<T>(), ExitCodes.Ok);
        foreach (var name in names)
        {
            found.Clear();
            var pattern = new NamePattern(name);
            var missing = ForEach([pattern], p => found.AddRange(find(p)));
            var declined = ask?.Invoke(pattern, found) ?? ExitCodes.Ok;
            var refused = declined == ExitCodes.Ok ? ForEach(found, work) : declined;
            if (code == ExitCodes.Ok) code = missing == ExitCodes.Ok ? refused : missing;
        }

        return code;
    }

    /// <summary>Tells at once what a manager did: a line, or an object.</summary>
    public void Tell(ManagerEvent done)
    {
        Results.Line(Json ? JsonText.Of(done) : done.ToString());
        Results.Flush();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _preview?.Dispose();
        _system?.Dispose();
    }

    private StoreAct StoreAct => _command.StoreActOf(_parse);

    // A store that the command would make is an empty one.
    private Preview BeginPreview()
    {
        var stored = Store.WouldBeMade(Provider, StoreAct, Cancellation) ? null : Stored.Store;
        return new(Provider.CopyInMemory(Store.Uri, stored, Cancellation), Provider);
    }

    private void WarnOfUse()
    {
        foreach (var warning in _system?.Warnings(Cancellation) ?? []) Errors.Warn(warning);
    }

    private void TellDryRun()
    {
        if (!IsDryRun) return;
        foreach (var note in _preview?.LeftOut ?? []) Errors.Warn($"Left out of the dry run: {note}.");
        Errors.Warn("This was a dry run: nothing was changed.");
    }

    // What was done before the failure is shown all the same.
    private int Fail(Exception failure)
    {
        var code = Errors.Write(failure);
        try
        {
            Results.Flush();
        }
        catch (IOException e)
        {
            Errors.Write(e);
        }

        TellDryRun();
        return code;
    }
}
