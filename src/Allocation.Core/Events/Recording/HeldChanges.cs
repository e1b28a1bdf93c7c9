using Allocation.Core.Ledger;
using Allocation.Core.Storage.Events;

namespace Allocation.Core.Events.Recording;

/// <summary>What a subject took and gave back, by attribute and pool; resources that follow each other are written as a range.</summary>
internal static class HeldChanges
{
    private const string Resource = "ResourceId";

    /// <summary>The changes.</summary>
    public static IEnumerable<EventChange> Of(SubjectTrace trace)
    {
        var order = new List<(string Property, string Pool)>();
        var held = new Dictionary<(string, string), (List<AllocationRecord> From, List<AllocationRecord> To)>();
        foreach (var (before, after) in trace.Lines)
        {
            var (from, to) = (Active(before), Active(after));
            if (from?.ResourceId == to?.ResourceId && from?.Pool == to?.Pool) continue;
            if (from is not null) At(from).From.Add(from);
            if (to is not null) At(to).To.Add(to);
        }

        return order.Select(place => new EventChange(place.Property, Text(held[place].From), Text(held[place].To), place.Pool));

        (List<AllocationRecord> From, List<AllocationRecord> To) At(AllocationRecord line)
        {
            var place = (line.Attribute ?? Resource, line.Pool);
            if (held.TryGetValue(place, out var lists)) return lists;
            order.Add(place);
            return held[place] = ([], []);
        }
    }

    /// <summary>Until when what is held directly was and is to be held, where that changed or was said.</summary>
    public static IEnumerable<EventChange> OfEnds(SubjectTrace trace) => trace.Lines
        .Where(line => Active(line.After) is { } after && after.EndDate != line.Before?.EndDate)
        .Select(line => new EventChange("EndDate", Portrait.Text(line.Before?.EndDate), Portrait.Text(line.After!.EndDate)))
        .Distinct();

    private static AllocationRecord? Active(AllocationRecord? line) => line is { State: AllocationState.Active } ? line : null;

    private static string? Text(List<AllocationRecord> lines)
    {
        if (lines.Count <= 1) return lines.Count == 0 ? null : lines[0].ResourceId;
        var texts = new List<string>();
        lines.Sort((x, y) => (x.Value ?? -1).CompareTo(y.Value ?? -1));
        for (var first = 0; first < lines.Count;)
        {
            var last = first;
            while (last + 1 < lines.Count && lines[last].Value is { } value && lines[last + 1].Value == value + 1) last++;
            texts.Add(last == first ? lines[first].ResourceId : $"{lines[first].ResourceId}-{lines[last].ResourceId}");
            first = last + 1;
        }

        return string.Join(',', texts);
    }
}
