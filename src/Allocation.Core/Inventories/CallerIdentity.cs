using System.Globalization;

namespace Allocation.Core.Inventories;

/// <summary>
/// Which process makes a call. The process id alone is used again by others, so its start and a random text belong to it;
/// and it means something only in the same place: the same boot of the same machine and, in containers, the same id space.
/// </summary>
/// <param name="Host">The machine, for people.</param>
/// <param name="Place">Where process ids can be compared.</param>
/// <param name="ProcessId">The process.</param>
/// <param name="Started">When it started, in a unit that is the same for all processes of the place.</param>
/// <param name="Nonce">A text that no other process has.</param>
public sealed record CallerIdentity(string Host, string Place, int ProcessId, long Started, string Nonce)
{
    /// <summary>This process.</summary>
    public static CallerIdentity Current { get; } = new(
        Environment.MachineName.Replace('|', '_'),
        ProcessLife.Place.Replace('|', '_'),
        Environment.ProcessId,
        ProcessLife.OwnStart,
        Guid.NewGuid().ToString("N"));

    /// <summary>Whether it is a process of this place that has ended. False also when that cannot be known from here.</summary>
    public bool HasEnded => Place == Current.Place && Nonce != Current.Nonce && ProcessLife.HasEnded(ProcessId, Started);

    /// <summary>Reads the text form.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static CallerIdentity Parse(string text)
    {
        var parts = text.Split('|');
        return parts.Length == 5
            && int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var process)
            && long.TryParse(parts[3], NumberStyles.None, CultureInfo.InvariantCulture, out var started)
            ? new(parts[0], parts[1], process, started, parts[4])
            : throw new FormatException($"'{text}' names no caller.");
    }

    /// <summary>The text form, as it is stored.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Host}|{Place}|{ProcessId}|{Started}|{Nonce}");

    /// <summary>As people read it.</summary>
    public string ForPeople() => string.Create(CultureInfo.InvariantCulture, $"process {ProcessId} on {Host}");
}
