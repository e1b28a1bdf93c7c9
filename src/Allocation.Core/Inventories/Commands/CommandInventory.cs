using System.ComponentModel;
using System.Text.Json.Nodes;
using Allocation.Core.Errors;
using Allocation.Core.Secrets;

namespace Allocation.Core.Inventories.Commands;

/// <summary>An inventory behind any program: one question a run, JSON on its standard input and output.</summary>
/// <param name="pool">What the ledger calls it.</param>
/// <param name="kind">How what it gave is found and freed.</param>
/// <param name="settings">The program.</param>
internal sealed class CommandInventory(string pool, InventoryKind kind, CommandInventorySettings settings) : IInventory
{
    /// <inheritdoc/>
    public string Pool { get; } = pool;

    /// <inheritdoc/>
    public InventoryKind Kind { get; } = kind;

    /// <inheritdoc/>
    public bool CanFind => Kind == InventoryKind.Tagged;

    /// <inheritdoc/>
    public bool CanList => settings.CanList;

    /// <inheritdoc/>
    public bool StartsPrograms => true;

    /// <inheritdoc/>
    public TimeSpan? TakesEffectWithin => settings.TimeLimit;

    /// <inheritdoc/>
    public IInventory Announcing(Action<Processes.StartedProgram> started) => new CommandInventory(Pool, Kind, settings)
    {
        Started = started,
    };

    private Action<Processes.StartedProgram>? Started { get; init; }

    /// <inheritdoc/>
    public bool NamesBeforeTaking => false;

    /// <summary>It frees what is named.</summary>
    public bool FreesAlso(InventoryTag freed, InventoryTag other) => false;

    /// <inheritdoc/>
    public long? Plan(long? exactly, Func<long, bool> isTaken) => exactly;

    /// <inheritdoc/>
    public InventoryEntry Allocate(InventoryClaim claim, CancellationToken cancellation)
    {
        var question = CommandProtocol.Question(Pool, "allocate").From(claim.Tag with { OwnerName = claim.OwnerName });
        question["exactly"] = claim.Exactly;
        var answer = Ask("allocate", question, claim.Exactly, cancellation);
        if (CommandProtocol.Entry(answer) is not { } entry)
            throw CommandProtocol.Unknown(Pool, "allocate", "its answer must have a 'number' from 0 on");
        if (claim.Exactly is { } wanted && entry.Number != wanted)
            throw InventoryFailedException.Other(Pool, wanted, entry.Number, entry.Id);
        if (Kind == InventoryKind.ById && entry.Id is null)
            throw CommandProtocol.Unknown(Pool, "allocate", "its answer must have an 'id', because the inventory is by id");
        return entry with { Tag = claim.Tag };
    }

    /// <inheritdoc/>
    public bool Free(InventoryEntry holding, Func<bool> isStillOurs, CancellationToken cancellation)
    {
        if (!isStillOurs()) return false;
        var question = CommandProtocol.Question(Pool, "free");
        if (holding.Tag is { } tag) question.From(tag);
        question["number"] = holding.Number;
        question["id"] = holding.Id;
        var answer = Ask("free", question, null, cancellation);
        return answer["freed"] is JsonValue value && value.TryGetValue(out bool freed)
            ? freed
            : throw CommandProtocol.Unknown(Pool, "free", "its answer must have 'freed', true or false");
    }

    /// <inheritdoc/>
    public InventoryEntry? Find(InventoryTag tag, CancellationToken cancellation)
    {
        var answer = Ask("find", CommandProtocol.Question(Pool, "find").From(tag), null, cancellation);
        if (!answer.ContainsKey("found")) throw CommandProtocol.Unknown(Pool, "find", "its answer must have 'found', an entry or null");
        return answer["found"] is null ? null : CommandProtocol.Entry(answer["found"])
            ?? throw CommandProtocol.Unknown(Pool, "find", "what it found must have a 'number'");
    }

    /// <inheritdoc/>
    public IReadOnlyList<InventoryEntry> List(CancellationToken cancellation)
    {
        var answer = Ask("list", CommandProtocol.Question(Pool, "list"), null, cancellation);
        if (answer["allocations"] is not JsonArray all)
            throw CommandProtocol.Unknown(Pool, "list", "its answer must have a list 'allocations'");
        return [.. all.Select((item, i) => CommandProtocol.Entry(item)
            ?? throw CommandProtocol.Unknown(Pool, "list", $"entry {i} of 'allocations' must have a 'number' from 0 on"))];
    }

    private JsonObject Ask(string operation, JsonObject question, long? exactly, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var environment = ReadEnvironment(operation);
        var mask = new SecretMask(environment.Values);
        InventoryCommandResult run;
        try
        {
            run = new CommandProcess(settings, environment, mask)
                .Run(question.ToJsonString(), operation is "allocate" or "free" ? Started : null, cancellation);
        }
        catch (OperationCanceledException e) when (operation is "allocate" or "free")
        {
            throw new InventoryFailedException(Pool, operation, "it was interrupted", e) { OutcomeUnknown = true };
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException)
        {
            throw new InventoryFailedException(Pool, operation, $"the program '{settings.Program}' cannot be started: {e.Message}", e);
        }

        return CommandProtocol.Answer(Pool, operation, run, exactly, mask);
    }

    private Dictionary<string, string> ReadEnvironment(string operation)
    {
        var environment = new Dictionary<string, string>(settings.Environment);
        try
        {
            foreach (var (name, source) in settings.EnvironmentFrom) environment[name] = source.Read();
            return environment;
        }
        catch (SecretUnavailableException error)
        {
            throw new InventoryFailedException(Pool, operation, error.Message, error);
        }
    }
}
