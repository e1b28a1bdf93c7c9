using System.Globalization;
using Allocation.Core.Processes;

namespace Allocation.Core.Inventories.Intents;

/// <summary>
/// Which process makes a call. The process id alone is used again by others, so its start and a random text belong to it;
/// and it means something only in the same place: the same boot of the same machine and, in containers, the same id space.
/// </summary>
/// <param name="Host">The machine, for people.</param>
/// <param name="Place">Where process ids can be compared; see <see cref="ProcessMark.Host"/>.</param>
/// <param name="ProcessId">The process.</param>
/// <param name="Mark">What distinguishes it from a later process of the same id; see <see cref="ProcessMark.Of"/>.</param>
/// <param name="Nonce">A text that no other process has.</param>
internal sealed record CallerIdentity(string Host, string Place, int ProcessId, string Mark, string Nonce)
{
    /// <summary>This process.</summary>
    public static CallerIdentity Current { get; } = new(
        Environment.MachineName.Replace('|', '_'),
        ProcessMark.Host.Replace('|', '_'),
        Environment.ProcessId,
        ProcessMark.Own,
        Guid.NewGuid().ToString("N"));

    /// <summary>Whether it is a process of this place, which can be looked at from here.</summary>
    public bool IsHere => Place == Current.Place;

    /// <summary>Whether it can be seen to live. False also when that cannot be known from here.</summary>
    public bool Lives => Nonce == Current.Nonce || (IsHere && ProcessMark.Of(ProcessId) is { } mark && mark == Mark);

    /// <summary>Whether it is a process of this place that has ended. False also when that cannot be known from here.</summary>
    public bool HasEnded => Place == Current.Place && Nonce != Current.Nonce && ProcessMark.HasEnded(ProcessId, Mark);

    /// <summary>Reads the text form.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static CallerIdentity Parse(string text)
    {
        var parts = text.Split('|');
        return parts.Length == 5
            && int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var process)
            ? new(parts[0], parts[1], process, parts[3], parts[4])
            : throw new FormatException($"'{text}' does not name a caller.");
    }

    /// <summary>The text form, as it is stored.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Host}|{Place}|{ProcessId}|{Mark}|{Nonce}");

    /// <summary>As people read it.</summary>
    public string ForPeople() => string.Create(CultureInfo.InvariantCulture, $"process {ProcessId} on {Host}");
}
