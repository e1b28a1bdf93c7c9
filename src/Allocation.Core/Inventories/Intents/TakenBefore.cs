using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Allocation.Core.Inventories.Intents;

/// <summary>
/// What others had as taken in an inventory before a call, small enough to be kept in its intent: numbers as ranges, <c>100-139,150</c>, or
/// with a few bytes of a digest of the inventory's own ids, <c>100=1a2b3c4d</c>.
/// </summary>
internal sealed class TakenBefore
{
    private const int MostText = 1 << 20;

    private readonly HashSet<long> _bare;
    private readonly HashSet<(long Number, string Digest)> _withIds;

    private TakenBefore(HashSet<long> bare, HashSet<(long Number, string Digest)> withIds) => (_bare, _withIds) = (bare, withIds);

    /// <summary>The text of a list; null when it would be too long to keep.</summary>
    public static string? Of(IEnumerable<InventoryEntry> listed)
    {
        var text = new StringBuilder();
        (long From, long To)? open = null;
        foreach (var entry in listed.DistinctBy(e => (e.Number, e.Id)).OrderBy(e => e.Number))
        {
            if (entry.Id is null && open is { } range && entry.Number <= range.To + 1)
            {
                open = (range.From, entry.Number);
                continue;
            }

            Close(text, open);
            open = null;
            if (entry.Id is null) open = (entry.Number, entry.Number);
            else text.Append(CultureInfo.InvariantCulture, $"{entry.Number}={Digest(entry.Id)},");
            if (text.Length > MostText) return null;
        }

        Close(text, open);
        return text.ToString().TrimEnd(',');
    }

    /// <summary>Reads the text form.</summary>
    /// <exception cref="FormatException">It is not such a text.</exception>
    public static TakenBefore Parse(string text)
    {
        var (bare, withIds) = (new HashSet<long>(), new HashSet<(long, string)>());
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.Split('=') is [var one, var digest])
            {
                withIds.Add((long.Parse(one, NumberStyles.None, CultureInfo.InvariantCulture), digest));
                continue;
            }

            var ends = part.Split('-').Select(end => long.Parse(end, NumberStyles.None, CultureInfo.InvariantCulture)).ToList();
            for (var number = ends[0]; number <= ends[^1]; number++) bare.Add(number);
        }

        return new TakenBefore(bare, withIds);
    }

    /// <summary>Whether it was taken before, under the same id where the inventory has ids.</summary>
    public bool Has(InventoryEntry entry) =>
        _bare.Contains(entry.Number)
            || (entry.Id is { } id ? _withIds.Contains((entry.Number, Digest(id))) : _withIds.Any(known => known.Number == entry.Number));

    private static void Close(StringBuilder text, (long From, long To)? range)
    {
        if (range is not { } open) return;
        text.Append(CultureInfo.InvariantCulture, $"{open.From}");
        if (open.To > open.From) text.Append(CultureInfo.InvariantCulture, $"-{open.To}");
        text.Append(',');
    }

    private static string Digest(string id) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(id)).AsSpan(0, 4)).ToLowerInvariant();
}
