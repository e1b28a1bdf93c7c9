using System.Management.Automation;
using Allocation.Core;
using Allocation.Core.Errors;
using Allocation.Core.Inventories;
using Allocation.Core.Pools;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Addresses;
using Allocation.Core.Texts;
using Allocation.PowerShell.Completion;
using Allocation.PowerShell.Errors;
using Allocation.PowerShell.Output;
using Allocation.PowerShell.Prompts;
using Allocation.PowerShell.Storage;

namespace Allocation.PowerShell;

/// <summary>
/// What every cmdlet that works on a store has in common: which store, opened when first needed and closed at the end;
/// Ctrl+C; and the one place where errors of the core become error records.
/// </summary>
public abstract class AllocationCmdlet : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly object _ending = new();
    private AllocationSystem? _system;
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

    private protected SessionPaths Paths => new(SessionState.Path);

    /// <summary>Closes the store.</summary>
    public void Dispose()
    {
        lock (_ending)
        {
            if (_ended) return;
            _ended = true;
        }

        _system?.Dispose();
        _stop.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected sealed override void ProcessRecord()
    {
        foreach (var item in Items()) Attempt(item);
    }

    /// <inheritdoc/>
    protected sealed override void EndProcessing() => Attempt(Complete);

    /// <summary>Ends the command, because its parameters do not go together.</summary>
    private protected void Misused(string reason) =>
        ThrowTerminatingError(new ErrorRecord(new PSArgumentException(reason), "Usage", ErrorCategory.InvalidArgument, null));

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
        if (Confirmation.OnlyPreviews(this) && !StoreLoadContext.Provider.Exists(selection.Uri, Cancellation))
            throw new StoreUnavailableException(selection.Uri.ToString(), "it does not exist yet, and -WhatIf creates nothing");
        return _system = new AllocationSystem(selection.Open(StoreLoadContext.Provider, StoreAct, Cancellation),
            sql: StoreLoadContext.Provider);
    }

    /// <summary>Whether an act on all that a wildcard found may begin; one thing needs no question.</summary>
    private protected bool MayRemove(bool force, NamePattern names, IReadOnlyCollection<string> found, string things) =>
        (_confirmation ??= new Confirmation(this)).GivenToRemove(force, names, found, things);

    /// <summary>Whether an act may begin that reaches further than one named thing.</summary>
    private protected bool MayBegin(bool force, string act) => (_confirmation ??= new Confirmation(this)).Given(force, act);

    private protected StoreSelection SelectStore() => StoreSelection.Make(Store, Paths.Resolve, ConnectedStores.Current);

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
