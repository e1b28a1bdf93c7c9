using System.Management.Automation;
using Allocation.Core;
using Allocation.Core.Errors;
using Allocation.Core.Events;
using Allocation.Core.Inventories;
using Allocation.Core.Pools;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Addresses;
using Allocation.Core.Texts;
using Allocation.PowerShell.Binding;
using Allocation.PowerShell.Completion;
using Allocation.PowerShell.Errors;
using Allocation.PowerShell.Output;
using Allocation.PowerShell.Prompts;
using Allocation.PowerShell.Storage;
using Allocation.PowerShell.Views;

namespace Allocation.PowerShell;

/// <summary>
/// What every cmdlet that works on a store has in common: which store, opened when first needed and closed at the end;
/// Ctrl+C; and the one place where errors of the core become error records.
/// </summary>
public abstract class AllocationCmdlet : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly object _ending = new();
    private readonly HashSet<string> _met = [];
    private AllocationSystem? _system;
    private Preview? _preview;
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private bool _ended;
    private VerboseWriter? _narration;
    private Confirmation? _confirmation;
    private StoreSelection? _selection;
    private Action<string>? _warn;

    /// <summary>The store: sqlite:PATH, json:PATH, postgres://user@host:port/db.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(StoreCompleter))]
    public virtual string? Store { get; set; }

    /// <summary>Cancelled by Ctrl+C.</summary>
    protected CancellationToken Cancellation => _stop.Token;

    private protected SessionPaths Paths => new(SessionState);

    /// <summary>Closes the store.</summary>
    public void Dispose()
    {
        lock (_ending)
        {
            if (_ended) return;
            _ended = true;
        }

        _preview?.Dispose();
        _system?.Dispose();
        _stop.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (MissingValues.Mistake(MyInvocation) is { } mistake) Misused(mistake);
    }

    /// <inheritdoc/>
    protected sealed override void ProcessRecord()
    {
        foreach (var item in Items()) Attempt(item);
    }

    /// <inheritdoc/>
    protected sealed override void EndProcessing()
    {
        foreach (var item in LastItems()) Attempt(item);
        Attempt(WarnOfUse);
    }

    /// <summary>Ends the command, because its parameters do not go together.</summary>
    private protected void Misused(string reason) =>
        ThrowTerminatingError(ErrorRecords.OfUsage(reason));

    /// <inheritdoc/>
    protected sealed override void StopProcessing()
    {
        lock (_ending)
        {
            if (!_ended) _stop.Cancel();
        }
    }

    /// <summary>The items of one input object, each of which may fail on its own; one where <see cref="ProcessItem"/> is all there
    /// is.</summary>
    private protected virtual IEnumerable<Action> Items() => [ProcessItem];

    /// <summary>What is left when all items are known, each of which may fail on its own; one where <see cref="Complete"/> is all there
    /// is.</summary>
    private protected virtual IEnumerable<Action> LastItems() => [Complete];

    /// <summary>Does the work for one item of the pipeline.</summary>
    protected abstract void ProcessItem();

    /// <summary>Does what is left when all items are known.</summary>
    protected virtual void Complete()
    {
    }

    /// <summary>The product over the chosen store, opened at the first call. A preview makes no store, whatever <see cref="StoreAct"/>
    /// does.</summary>
    private protected AllocationSystem Open()
    {
        if (_system is not null) return _system;
        var selection = _selection = SelectStore();
        WriteVerbose($"Using {selection.Uri} ({selection.Source}).");
        if (OnlyPreviews && selection.WouldBeMade(StoreLoadContext.Provider, StoreAct, Cancellation))
            return (_preview ??= Begin(selection.Uri, null, Cancellation)).System;
        return _system = new AllocationSystem(selection.Open(StoreLoadContext.Provider, StoreAct, Cancellation),
            sql: StoreLoadContext.Provider, events: Source);
    }

    /// <summary>What events say of where they come from.</summary>
    private protected EventSource Source => EventSource.Of(MyInvocation.MyCommand.Name);

    /// <summary>Whether nothing is to be done, and only said what would come of it.</summary>
    private protected bool OnlyPreviews => Confirmation.OnlyPreviews(this);

    /// <summary>Where acts are done that are only previewed: a copy of the store, or of an empty one where this command would make
    /// it.</summary>
    private protected Preview Preview
    {
        get
        {
            var system = Open();
            return _preview ??= Begin(system.Store.Uri, system.Store, Cancellation);
        }
    }

    /// <summary>Whether an act may be done. A preview does it to a copy of the store, so that it fails as the act would, and says what is
    /// left out.</summary>
    private protected bool MayDo(string target, string action, Action<AllocationSystem> act) => MayDo(target, action, preview =>
    {
        act(preview.System);
        return string.Join("; ", preview.LeftOut);
    });

    /// <summary>As <see cref="MayDo(string, string, Action{AllocationSystem})"/>, where there is something to say of what would
    /// come.</summary>
    private protected bool MayDo(string target, string action, Func<Preview, string> act)
    {
        if (!OnlyPreviews) return ShouldProcess(target, action);
        Foretell(target, action, act(Preview));
        return false;
    }

    /// <summary>Says what would be done, and what would come of it.</summary>
    private protected void Foretell(string target, string action, string outcome) =>
        ShouldProcess(target, outcome.Length == 0 ? action : $"{action}: {outcome}");

    /// <summary>Whether an act on all that a wildcard found may begin; one thing needs no question.</summary>
    private protected bool MayRemove(bool force, NamePattern names, IReadOnlyCollection<string> found, string things) =>
        (_confirmation ??= new Confirmation(this)).GivenToRemove(force, names, found, things);

    /// <summary>Whether an act may begin that reaches further than one named thing.</summary>
    private protected bool MayBegin(bool force, string act) => (_confirmation ??= new Confirmation(this)).Given(force, act);

    /// <summary>Whether a cmdlet that asks about each thing may go on with one.</summary>
    private protected bool MayGoOn(string target, string act) => (_confirmation ??= new Confirmation(this)).GivenTo(target, act);

    /// <summary>Whether a service was met before in this command: each number that it holds is a line of the ledger with its id.</summary>
    /// <param name="id">The id.</param>
    /// <param name="isNamed">Whether a name came with the id, as it does from the service itself; that is never left out.</param>
    private protected bool IsRepeated(string id, bool isNamed) => !isNamed && !_met.Add(id);

    /// <summary>The store that is used, and why.</summary>
    /// <exception cref="StoreUnavailableException">The store that was to be connected could not be, and no other is named.</exception>
    private protected StoreSelection SelectStore() => Store is null && StoreAct != StoreAct.Connect && ConnectedStores.HasFailed
        ? throw new StoreUnavailableException("of this session",
            "Connect-AllocationStore could not connect the one that was named last. Connect a store, name one with -Store, or use " +
                "Disconnect-AllocationStore to go back to the default")
        : StoreSelection.Make(Store, Paths.ResolveStore, ConnectedStores.Current);

    /// <summary>Gives an object as a row (<see cref="Shown"/>).</summary>
    private protected new void WriteObject(object? value) => base.WriteObject(Shown.Row(value));

    /// <summary>Gives an object, or the items of a list, as rows.</summary>
    private protected new void WriteObject(object? value, bool enumerateCollection)
    {
        foreach (var row in Shown.Rows(value, enumerateCollection)) base.WriteObject(row);
    }

    /// <summary>Runs one step. An error of the core becomes an error record: <see cref="ErrorTraits.EndsAll"/> says which ends the
    /// pipeline.</summary>
    /// <returns>False when an error was written.</returns>
    protected bool Attempt(Action step)
    {
        using var notices = InventoryNotices.Listen(_warn ??= InventoryNotices.Once(Warn));
        _narration ??= new VerboseWriter(this, Wants("Verbose", "VerbosePreference"), Wants("Debug", "DebugPreference"));
        using var told = _narration.Listen();
        try
        {
            step();
            _narration.Tell();
            return true;
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        catch (AllocationException e) when (ErrorTraits.EndsAll(e.Kind))
        {
            _narration.Tell();
            ThrowTerminatingError(RecordOf(e));
        }
        catch (AllocationException e)
        {
            _narration.Tell();
            WriteError(RecordOf(e));
        }

        return false;
    }

    /// <summary>The record of an error; where a pool is missing, it says in which store and why that one.</summary>
    private protected virtual ErrorRecord RecordOf(AllocationException error) =>
        ErrorRecords.Of(error, _selection?.Description);

    /// <summary>What is done with the store.</summary>
    private protected virtual StoreAct StoreAct => StoreAct.UseContents;

    private static Preview Begin(StoreUri uri, IAllocationStore? store, CancellationToken cancellation) =>
        new(StoreLoadContext.Provider.CopyInMemory(uri, store, cancellation), StoreLoadContext.Provider);

    private void WarnOfUse()
    {
        foreach (var warning in _system?.Warnings(Cancellation) ?? []) WriteWarning(VisibleText.Lines(warning));
    }

    // A wait works on its own threads, which may not write.
    private void Warn(string notice)
    {
        if (Environment.CurrentManagedThreadId == _thread) WriteWarning(VisibleText.Lines(notice));
    }

    private bool Wants(string parameter, string preference) => MyInvocation.BoundParameters.TryGetValue(parameter, out var given)
        ? LanguagePrimitives.IsTrue(given)
        : GetVariableValue(preference) is { } value && value
            .ToString() is not (nameof(ActionPreference.SilentlyContinue) or nameof(ActionPreference.Ignore));
}
