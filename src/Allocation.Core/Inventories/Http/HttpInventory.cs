using System.Globalization;
using System.Text.Json;
using Allocation.Core.Errors;

namespace Allocation.Core.Inventories.Http;

/// <summary>
/// An inventory behind an HTTP interface. A tagged one is asked before each claim whether it was made already, and each number
/// is compared with our key before it is freed, because many servers ignore a filter that they do not know.
/// </summary>
internal sealed class HttpInventory : IInventory
{
    // Whoever is faster every time leaves numbers that are taken; the list is read once.
    private const int MostLost = 50;

    private readonly HttpApi _api;

    /// <summary>Makes one; nothing is asked yet.</summary>
    /// <param name="pool">What the ledger calls it.</param>
    /// <param name="kind">How what it gave is found and freed.</param>
    /// <param name="settings">The interface.</param>
    /// <exception cref="InvalidPoolException">The settings have mistakes.</exception>
    public HttpInventory(string pool, InventoryKind kind, HttpInventorySettings settings)
    {
        Pool = pool;
        Kind = kind;
        _api = settings.ToApi(PoolReference.Of(pool).Inventory ?? pool, kind);
    }

    /// <inheritdoc/>
    public string Pool { get; }

    /// <inheritdoc/>
    public InventoryKind Kind { get; }

    /// <inheritdoc/>
    public bool CanFind => Kind == InventoryKind.Tagged;

    /// <inheritdoc/>
    public bool CanList => _api.Operation(HttpApi.List) is not null;

    /// <summary>With a range we choose, and the intent names the number first.</summary>
    public bool NamesBeforeTaking => _api.Numbers is not null;

    /// <summary>A server goes on without us; one that takes longer than it may is not waited for either.</summary>
    public TimeSpan? TakesEffectWithin => _api.TimeLimit;

    /// <inheritdoc/>
    public bool StartsPrograms => false;

    /// <inheritdoc/>
    public IInventory Announcing(Action<Processes.StartedProgram> started) => this;

    /// <summary>It frees what is named.</summary>
    public bool FreesAlso(InventoryTag freed, InventoryTag other) => false;

    /// <inheritdoc/>
    public long? Plan(long? exactly, Func<long, bool> isTaken) => exactly;

    /// <inheritdoc/>
    public InventoryEntry Allocate(InventoryClaim claim, CancellationToken cancellation) => Call(HttpApi.Allocate, cancellation, exchange =>
    {
        if (CanFind && FindHeld(exchange, claim.Tag) is { } already) return ConfirmKnown(claim, already);
        if (claim.Exactly is { } wanted) return Take(exchange, Exactly(wanted), claim, wanted);
        return _api.Numbers is null ? Take(exchange, _api.Operation(HttpApi.Allocate)!, claim, null) : Choose(exchange, claim);
    });

    /// <inheritdoc/>
    public bool Free(InventoryEntry holding, Func<bool> isStillOurs, CancellationToken cancellation) =>
        Call(HttpApi.Free, cancellation, exchange =>
    {
        for (var mayBeGone = false; ; mayBeGone = true)
        {
            var target = CanFind ? FindHeld(exchange, holding.Tag!) : holding;
            if (target is null) return mayBeGone;
            if (target.Number != holding.Number)
                throw new HttpCallException($"it has {target.Number} under the key of {holding.Number}, which must be checked there",
                    mayHaveHappened: false);
            if (!isStillOurs()) return false;
            var free = _api.Operation(HttpApi.Free)!;
            var answer = exchange.Send(free, Values(holding.Tag, null, target.Number, target.Id));
            if (free.NotFound.Any(c => c.Fits(answer))) return mayBeGone;
            if (answer.IsDone) return true;
            if (answer.IsSuccess)
                return IsGone(exchange, holding)
                    ? true
                    : throw new HttpCallException($"its answer cannot be read, {answer.Mistake}: {answer.ForPeople}",
                        mayHaveHappened: true);
            if (!answer.IsPassing || !exchange.Pause(answer)) throw new HttpCallException(answer.ForPeople, !answer.IsRefusal);
        }
    });

    /// <inheritdoc/>
    public InventoryEntry? Find(InventoryTag tag, CancellationToken cancellation) =>
        Call(HttpApi.Find, cancellation, exchange => FindHeld(exchange, tag));

    /// <inheritdoc/>
    public IReadOnlyList<InventoryEntry> List(CancellationToken cancellation) => Call(HttpApi.List, cancellation, ReadList);

    private IReadOnlyList<InventoryEntry> ReadList(HttpExchange exchange)
    {
        var list = _api.Operation(HttpApi.List)!;
        return [.. HttpEntries.All(exchange, list, Values(null)).Select(item => Entry(list, item))];
    }

    // What has our key; what a server gives beside it is another's.
    private InventoryEntry? FindHeld(HttpExchange exchange, InventoryTag tag)
    {
        var looks = _api.Operation(HttpApi.Find) ?? _api.Operation(HttpApi.List)!;
        var ours = HttpEntries.All(exchange, looks, Values(tag)).Where(item => looks.Fields.Key!.Read(item) == tag.Key)
            .Select(item => Entry(looks, item)).ToList();
        if (ours.Count > 1)
            throw new HttpCallException(
                $"it has {string.Join(" and ", ours.Select(e => e.Number))} under one key, {tag.Key}: all but one must be freed there",
                mayHaveHappened: false);
        return ours.Count == 0 ? null : ours[0] with { Tag = tag };
    }

    // After an answer that says nothing, such as the page of a proxy for logging in.
    private bool IsGone(HttpExchange exchange, InventoryEntry holding)
    {
        if (CanFind) return FindHeld(exchange, holding.Tag!) is null;
        return Kind == InventoryKind.ById && CanList && !ReadList(exchange).Any(e => e.Number == holding.Number);
    }

    private InventoryEntry Choose(HttpExchange exchange, InventoryClaim claim)
    {
        var numbers = _api.Numbers!.Value;
        var taken = ReadList(exchange).Select(e => e.Number).ToHashSet();
        var lost = 0;
        for (var number = numbers.From; number < numbers.To; number++)
        {
            if (taken.Contains(number) || !claim.Confirm(number)) continue;
            try
            {
                return Take(exchange, _api.Operation(HttpApi.AllocateExactly)!, claim, number);
            }
            catch (ValueTakenException error)
            {
                if (++lost == MostLost)
                    throw new HttpCallException(
                        $"others took {MostLost} numbers, each after it was listed as free and before it was asked for; the last answer: " +
                        $"{error.Message}", mayHaveHappened: false, error);
            }
        }

        throw new PoolExhaustedException(Pool, $"none of {numbers} is free there");
    }

    private InventoryEntry Take(HttpExchange exchange, HttpOperation take, InventoryClaim claim, long? number)
    {
        while (true)
        {
            var answer = exchange.Send(take, Values(claim.Tag, claim.OwnerName, number));
            if (answer.IsSuccess && !take.Refuses(answer))
            {
                var entry = ReadTaken(exchange, take, claim, number, answer);

                // The first try may have been carried out late, beside this one; then the question says so.
                return exchange.IsUnclear && CanFind ? FindHeld(exchange, claim.Tag) ?? entry : entry;
            }

            // A refusal of the second try says nothing of the first.
            if (exchange.IsUnclear && take.Refuses(answer)) throw new HttpCallException(answer.ForPeople, mayHaveHappened: true);
            if (number is { } wanted && take.Taken.Any(c => c.Fits(answer))) throw new ValueTakenException(Pool, wanted, answer.ForPeople);
            if (number is { } never && take.OutOfRange.Any(c => c.Fits(answer)))
                throw new ValueOutOfRangeException(Pool, never, answer.ForPeople);
            if (take.Refuses(answer)) throw new PoolExhaustedException(Pool, answer.ForPeople);

            // After 503 it is unknown whether it was done; only one that can be asked may be asked for it once more.
            var mayBeDone = !answer.IsRefusal;
            if (!answer.IsPassing || (mayBeDone && !CanFind) || !exchange.Pause(answer))
                throw new HttpCallException(answer.ForPeople, mayBeDone);
            if (CanFind && FindHeld(exchange, claim.Tag) is { } already) return ConfirmKnown(claim, already);
        }
    }

    private static InventoryEntry ConfirmKnown(InventoryClaim claim, InventoryEntry already) => claim.Confirm(already.Number)
        ? CheckAsked(claim, already)
        : throw new HttpCallException(
            $"it has {already.Number} under the key of this claim, which the ledger holds or another call is about",
            mayHaveHappened: false);

    private InventoryEntry ReadTaken(HttpExchange exchange, HttpOperation take, InventoryClaim claim, long? wanted, HttpAnswer answer)
    {
        if (HttpEntries.Items(take, answer) is not [var item])
            throw new HttpCallException($"it must answer one entry: {answer.ForPeople}", mayHaveHappened: true);
        var number = take.Fields.Number is null ? wanted : Number(take, item) ?? wanted;
        if (number is not { } given)
            throw new HttpCallException($"its answer has no number from 0 on at {take.Fields.Number!.At}: {answer.ForPeople}",
                mayHaveHappened: true);
        var entry = CheckAsked(claim, new InventoryEntry(given, take.Fields.Id?.Read(item), claim.Tag));
        if (Kind == InventoryKind.ById && entry.Id is null)
            throw new HttpCallException($"its answer has no id at {take.Fields.Id!.At}: {answer.ForPeople}", mayHaveHappened: true);
        if (CanFind && take.Fields.Key is { } key && key.Read(item) != claim.Tag.Key) throw GiveBackUnkept(exchange, claim, entry, key);
        return entry;
    }

    // A server that does not keep our key cannot be asked for the number later, so it must not have it now.
    private HttpCallException GiveBackUnkept(HttpExchange exchange, InventoryClaim claim, InventoryEntry entry, JsonPlace key)
    {
        var what = $"it did not keep the key of the claim at {key.At}; such a field must be there";
        var free = _api.Operation(HttpApi.Free)!;
        if (entry.Id is null && HttpInventoryRules.Uses(free, HttpValues.Id))
            return new HttpCallException($"{what}; {entry.Number} is taken there, and must be freed there", mayHaveHappened: true);
        var answer = exchange.Send(free, Values(claim.Tag, null, entry.Number, entry.Id));
        return answer.IsDone
            ? new HttpCallException($"{what}; {entry.Number} was given back", mayHaveHappened: false)
            : new HttpCallException($"{what}; {entry.Number} is taken there, and must be freed there: {answer.ForPeople}",
                mayHaveHappened: true);
    }

    private HttpOperation Exactly(long wanted)
    {
        if (_api.Numbers is { } numbers && !numbers.Contains(wanted))
            throw new ValueOutOfRangeException(Pool, wanted, $"its numbers are {numbers.From}-{numbers.To - 1}");
        return _api.Operation(HttpApi.AllocateExactly)
            ?? throw new HttpCallException($"it cannot be asked for {wanted}: the inventory has no 'allocate_exactly'",
            mayHaveHappened: false);
    }

    private static InventoryEntry CheckAsked(InventoryClaim claim, InventoryEntry given) =>
        claim.Exactly is { } wanted && given.Number != wanted
            ? throw new HttpCallException(InventoryFailedException.OtherText(wanted, given.Number), mayHaveHappened: true)
            {
                Given = (given.Number, given.Id),
            }
            : given;

    private static InventoryEntry Entry(HttpOperation operation, JsonElement item)
    {
        var fields = operation.Fields;
        var number = Number(operation, item)
            ?? throw new HttpCallException($"an entry of its answer has no number from 0 on at {fields.Number!.At}",
            mayHaveHappened: false);
        var tag = fields.Owner?.Read(item) is { } owner
            ? new InventoryTag(owner, fields.Attribute!.Read(item), fields.Key?.Read(item))
            : null;
        return new InventoryEntry(number, fields.Id?.Read(item), tag);
    }

    private static long? Number(HttpOperation operation, JsonElement item) =>
        long.TryParse(operation.Fields.Number!.Read(item), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static Dictionary<string, string> Values(InventoryTag? tag, string? ownerName = null, long? number = null, string? id = null)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        Add(HttpValues.Owner, tag?.Owner);
        Add(HttpValues.OwnerName, ownerName);
        Add(HttpValues.Attribute, tag?.Attribute);
        Add(HttpValues.Key, tag?.Key);
        Add(HttpValues.Number, number?.ToString(CultureInfo.InvariantCulture));
        Add(HttpValues.Id, id);
        return values;

        void Add(string name, string? value)
        {
            if (value is not null) values[name] = value;
        }
    }

    private T Call<T>(string operation, CancellationToken cancellation, Func<HttpExchange, T> work)
    {
        try
        {
            using var exchange = new HttpExchange(_api, cancellation);
            return Finish(exchange, work);
        }
        catch (HttpCallException error)
        {
            throw new InventoryFailedException(Pool, operation, error.Message, error.InnerException)
            {
                OutcomeUnknown = error.MayHaveHappened,
                Given = error.Given,
            };
        }
    }

    // Whatever fails after a change whose end is not known, the change may have been made.
    private static T Finish<T>(HttpExchange exchange, Func<HttpExchange, T> work)
    {
        try
        {
            return work(exchange);
        }
        catch (HttpCallException error) when (exchange.IsUnclear && !error.MayHaveHappened)
        {
            throw new HttpCallException(error.Message, mayHaveHappened: true, error.InnerException);
        }
        catch (OperationCanceledException error) when (exchange.IsUnclear)
        {
            throw new HttpCallException("it was interrupted", mayHaveHappened: true, error);
        }
    }
}
