using System.Data.Common;
using Allocation.Core.Errors;
using Allocation.Core.Inventories;
using Allocation.Core.Pools;
using Allocation.Core.Secrets;

namespace Allocation.Stores.Inventories;

/// <summary>
/// An external table as an inventory. Each call is one serializable transaction on its own connection, run again
/// when another process was faster. A claim first looks whether it has its number already.
/// </summary>
internal sealed class TableInventory(string pool, InventoryKind kind, SqlInventorySettings settings, TableDatabase database) : IInventory
{
    private const int MostTries = 50;

    // What names one row alone.
    private static readonly string[] s_exact = ["number", "id", "key"];

    public string Pool => pool;

    public InventoryKind Kind => kind;

    public bool CanFind => settings.Find is not null;

    public bool CanList => settings.List is not null;

    // What was committed takes effect although the answer is not waited for; a file has no server that could.
    public TimeSpan? TakesEffectWithin => database.HasServer ? settings.TimeLimit : null;

    public bool NamesBeforeTaking => false;

    public bool StartsPrograms => false;

    public IInventory Announcing(Action<Core.Processes.StartedProgram> started) => this;

    public long? Plan(long? exactly, Func<long, bool> isTaken) => exactly;

    public bool FreesAlso(InventoryTag freed, InventoryTag other)
    {
        var names = TableParameters.In(settings.Free);
        if (names.Overlaps(s_exact)) return false;
        return (!names.Contains("attribute") || freed.Attribute == other.Attribute)
            && (!names.Contains("owner") || freed.Owner == other.Owner)
            && (!names.Contains("owner_name") || freed.OwnerName == other.OwnerName);
    }

    public InventoryEntry Allocate(InventoryClaim claim, CancellationToken cancellation)
    {
        var values = TableStatement.Of(claim);
        InventoryEntry? refused = null;
        InventoryEntry? entry;
        try
        {
            entry = Work("allocate", claim.Exactly, cancellation, (connection, transaction) =>
                Known(connection, transaction, claim, values, out refused)
                    ?? Taken(claim, Rows(connection, transaction, settings.Allocate, values)));
        }
        catch (InventoryFailedException e) when (refused is not null && !e.OutcomeUnknown)
        {
            throw new InventoryFailedException(pool, "allocate",
                $"it finds {refused.Number} for this claim, which the ledger holds or another call is about, and refuses a second row: " +
                $"its statements must distinguish claims by @key. {e.Message}", e);
        }

        if (entry is null)
            throw claim.Exactly is { } wanted
                ? new ValueTakenException(pool, wanted, "the table returned no row for it")
                : new PoolExhaustedException(pool, "its table returned no row");
        return entry with { Tag = claim.Tag };
    }

    // Within the transaction, so that a statement that took something else has taken nothing.
    private InventoryEntry? Taken(InventoryClaim claim, IReadOnlyList<InventoryEntry> rows)
    {
        if (rows.Count == 0) return null;
        var taken = rows[0];
        var mistake = rows.FirstOrDefault(row => row.Number != taken.Number) is { } other
            ? $"its statement took {taken.Number} and {other.Number}, and must take one number"
            : claim.Exactly is { } wanted && taken.Number != wanted
            ? $"it was asked for {wanted} and its statement took {taken.Number}; the statement must use @exactly"
            : kind == InventoryKind.ById && taken.Id is null
            ? "its statement must return the column 'id', because the inventory is by id"
            : null;
        return mistake is null ? taken : throw new InventoryFailedException(pool, "allocate", $"{mistake}. Nothing was taken");
    }

    // Within the transaction, after it has seen the table: no one can free and take the number between the question and the deletion.
    public bool Free(InventoryEntry holding, Func<bool> isStillOurs, CancellationToken cancellation)
    {
        var isExact = TableParameters.In(settings.Free).Overlaps(s_exact);
        try
        {
            return Free(holding, isStillOurs, looks: !isExact, cancellation);
        }
        catch (SeveralRowsException)
        {
            // Nothing was committed. A statement may write a row of a log besides; what it freed is seen in the list.
            return Free(holding, isStillOurs, looks: true, cancellation);
        }
    }

    private bool Free(InventoryEntry holding, Func<bool> isStillOurs, bool looks, CancellationToken cancellation)
    {
        var values = TableStatement.Of(holding);
        return Work("free", null, cancellation, (connection, transaction) =>
        {
            TableDatabase.See(connection, transaction);
            if (!isStillOurs()) return false;
            var before = looks ? NumbersOfOthers(connection, transaction, holding.Tag) : null;
            using var command = values.Command(connection, transaction, settings.Free, settings.TimeLimit);
            var rows = command.ExecuteNonQuery();
            if (!looks && rows > 1) throw new SeveralRowsException();
            if (looks) RefuseOthers(holding.Number, rows, before, NumbersOfOthers(connection, transaction, holding.Tag));
            return rows > 0;
        });
    }

    // A number that another service holds, or another program, must never go with it, whatever the statement says.
    private void RefuseOthers(long number, int rows, HashSet<long>? before, HashSet<long>? after)
    {
        if (before is null || after is null)
        {
            if (rows > 1) throw Inexact($"{rows} rows where {number} is one");
            return;
        }

        before.Remove(number);
        before.ExceptWith(after);
        if (before.Count > 0) throw Inexact($"{new NumberRangeList(before.Select(NumberRange.Of))} together with {number}");
    }

    private InventoryFailedException Inexact(string what) =>
        new(pool, "free",
            $"its statement would free {what}, so nothing was freed; it must use @key, @number or @id and free only that row");

    // A table that frees by owner gives all of a service back at once, when it is removed; that nothing of it is in use was looked at
    // before.
    private HashSet<long>? NumbersOfOthers(DbConnection connection, DbTransaction transaction, InventoryTag? ours) =>
        settings.List is { } list ? [.. Rows(connection, transaction, list, TableStatement.Bare)
            .Where(row => row.Tag is null || row.Tag.Owner != ours?.Owner).Select(row => row.Number)] : null;

    public InventoryEntry? Find(InventoryTag tag, CancellationToken cancellation) =>
        Work("find", null, cancellation, (connection, transaction) =>
            Rows(connection, transaction, settings.Find!, TableStatement.Of(tag)).FirstOrDefault());

    public IReadOnlyList<InventoryEntry> List(CancellationToken cancellation) =>
        Work("list", null, cancellation, (connection, transaction) => Rows(connection, transaction, settings.List!, TableStatement.Bare));

    // What the table has for this claim already, unless it is the answer to another one.
    private InventoryEntry? Known(DbConnection connection, DbTransaction transaction, InventoryClaim claim, TableStatement values,
        out InventoryEntry? refused)
    {
        refused = settings.Find is { } find ? Rows(connection, transaction, find, values).FirstOrDefault() : null;
        if (refused is not { } found || (claim.Exactly is { } wanted && found.Number != wanted) || !claim.Confirm(found.Number))
            return null;
        refused = null;
        return found;
    }

    private List<InventoryEntry> Rows(DbConnection connection, DbTransaction transaction, string sql, TableStatement values)
    {
        using var command = values.Command(connection, transaction, sql, settings.TimeLimit);
        using var reader = command.ExecuteReader();
        var rows = new List<InventoryEntry>();
        do
        {
            while (reader.Read()) rows.Add(TableStatement.Read(reader));
        }
        while (reader.NextResult());
        return rows;
    }

    private T Work<T>(string operation, long? exactly, CancellationToken cancellation, Func<DbConnection, DbTransaction, T> work)
    {
        for (var attempt = 1; ; attempt++)
        {
            cancellation.ThrowIfCancellationRequested();
            var commits = false;
            try
            {
                using var connection = database.Connect();
                using var transaction = database.Begin(connection);
                var result = work(connection, transaction);
                commits = true;
                transaction.Commit();
                return result;
            }
            catch (DbException error)
            {
                var trouble = database.Judge(error);
                if (trouble == TableFailure.Taken && exactly is { } wanted)
                    throw new ValueTakenException(pool, wanted, "the table already has it");
                var again = trouble is TableFailure.Contended or TableFailure.Taken && attempt < MostTries;
                if (!again)
                    throw new InventoryFailedException(pool, operation, error.Message, error)
                    {
                        OutcomeUnknown = commits && trouble == TableFailure.Lost,
                    };
                cancellation.WaitHandle.WaitOne(Random.Shared.Next(1, 20));
            }
            catch (SecretUnavailableException error)
            {
                throw new InventoryFailedException(pool, operation, error.Message, error);
            }
            catch (Exception error) when (error is not (AllocationException or OperationCanceledException or SeveralRowsException))
            {
                throw new InventoryFailedException(pool, operation, error.Message, error) { OutcomeUnknown = commits };
            }
        }
    }

    // Ends a transaction so that it is undone.
    private sealed class SeveralRowsException : Exception;
}
