using System.Text.Json;
using Allocation.Core.Pools;
using Allocation.Core.Pools.Notations;

namespace Allocation.Core.Storage.Documents;

/// <summary>Number pools.</summary>
internal sealed class PoolSection : RowSection<PoolDocument>
{
    /// <inheritdoc/>
    public override string Name => "pools";

    /// <inheritdoc/>
    protected override IEnumerable<PoolDocument> All(IStoreSession session) => session.Pools.All().ToList().Select(pool =>
        new PoolDocument(pool, session.FreeRanges.All(pool.Name).ToList(), session.Cooling.All(pool.Name)));

    /// <inheritdoc/>
    protected override string Key(PoolDocument row) => row.Pool.Name;

    /// <inheritdoc/>
    protected override void Write(Utf8JsonWriter writer, PoolDocument row)
    {
        var pool = row.Pool;
        writer.Text("name", pool.Name);
        writer.Number("from", pool.Range.From);
        writer.Number("to", pool.Range.To);
        writer.Text("strategy", pool.Strategy.ToString());
        writer.Duration("reuseDelay", pool.ReuseDelay);
        if (pool.WarnAt is { } limit) writer.Number("warnAt", limit);
        if (pool.ParentAllocation is { } parent) writer.Text("parentAllocation", parent);
        writer.Notes(pool.Notes);
        writer.Time("createdAt", pool.CreatedAt);
        if (pool.Notation.Stored is { } notation) writer.Text("notation", notation);
        WriteRanges(writer, "excluded", pool.Excluded.Select(e => new FreeRange(e, null)));
        if (pool.Gaps.Count > 0) WriteRanges(writer, "gaps", pool.Gaps.Select(gap => new FreeRange(gap, null)));
        WriteRanges(writer, "free", row.Free);
        writer.WriteStartArray("cooling");
        foreach (var cooling in row.Cooling)
        {
            writer.WriteStartObject();
            writer.Number("number", cooling.Number);
            writer.Time("freedAt", cooling.FreedAt);
            writer.Time("readyAt", cooling.ReadyAt);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <inheritdoc/>
    protected override PoolDocument Read(DocumentRow fields)
    {
        var pool = new NumberPool
        {
            Name = fields.Text("name"),
            Range = ReadRange(fields),
            Strategy = fields.Choice<PoolStrategy>("strategy"),
            ReuseDelay = fields.Duration("reuseDelay"),
            WarnAt = ReadLimit(fields),
            ParentAllocation = fields.OptionalText("parentAllocation"),
            Notes = fields.Notes(),
            CreatedAt = fields.Time("createdAt"),
            Excluded = ReadRanges(fields, "excluded").ConvertAll(r => r.Range),
            Gaps = ReadRanges(fields, "gaps").ConvertAll(r => r.Range),
            Notation = ReadNotation(fields),
        };
        var cooling = fields.List("cooling").Select(c =>
            new CoolingNumber(c.Number("number"), c.Time("freedAt"), c.Time("readyAt"))).ToList();
        return new PoolDocument(pool, ReadRanges(fields, "free"), cooling);
    }

    /// <inheritdoc/>
    protected override bool Add(IStoreSession session, PoolDocument row)
    {
        if (!session.Pools.Add(row.Pool)) return false;
        foreach (var free in row.Free) session.FreeRanges.Add(row.Pool.Name, free);
        foreach (var cooling in row.Cooling) session.Cooling.Add(row.Pool.Name, cooling);
        return true;
    }

    private static void WriteRanges(Utf8JsonWriter writer, string name, IEnumerable<FreeRange> ranges)
    {
        writer.WriteStartArray(name);
        foreach (var range in ranges)
        {
            writer.WriteStartObject();
            writer.Number("from", range.Range.From);
            writer.Number("to", range.Range.To);
            writer.Time("freedAt", range.FreedAt);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static int? ReadLimit(DocumentRow fields) => fields.OptionalNumber("warnAt") switch
    {
        null => null,
        >= 1 and <= 100 and var limit => (int)limit,
        var other => throw fields.Mistake("warnAt", $"must be between 1 and 100, not {other}"),
    };

    private static PoolNotation ReadNotation(DocumentRow fields)
    {
        try
        {
            return PoolNotation.Parse(fields.OptionalText("notation"));
        }
        catch (FormatException e)
        {
            throw fields.Mistake("notation", $"must be a notation of pools. {e.Message}");
        }
    }

    private static NumberRange ReadRange(DocumentRow fields)
    {
        var range = new NumberRange(fields.Number("from"), fields.Number("to"));
        return range.From >= 0 && range.To >= range.From
            ? range
            : throw fields.Mistake("to", $"must not be below 'from', and 'from' must not be below 0: from {range.From} to {range.To}");
    }

    private static List<FreeRange> ReadRanges(DocumentRow fields, string name)
    {
        var ranges = new List<FreeRange>();
        foreach (var item in fields.List(name))
        {
            var range = ReadRange(item);
            if (range.IsEmpty || (ranges.Count > 0 && range.From < ranges[^1].Range.To))
                throw item.Mistake("from", $"begins a range that must not be empty or overlap the previous one: {range}");
            ranges.Add(new FreeRange(range, item.OptionalTime("freedAt")));
        }

        return ranges;
    }
}
