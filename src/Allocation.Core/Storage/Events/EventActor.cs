using Allocation.Core.Texts;

namespace Allocation.Core.Storage.Events;

/// <summary>Who does something: what the machine says of the process. A process can lie about it; what the server says of itself it
/// cannot.</summary>
/// <param name="User">The user of the process.</param>
/// <param name="Host">The machine.</param>
/// <param name="Program">The program.</param>
/// <param name="ProcessId">The process on that machine.</param>
internal sealed record EventActor(string User, string Host, string Program, int ProcessId)
{
    /// <summary>This process.</summary>
    public static EventActor Current { get; } = new(
        VisibleText.Of(Environment.UserName),
        VisibleText.Of(Environment.MachineName),
        VisibleText.Of(Path.GetFileNameWithoutExtension(Environment.ProcessPath ?? "")),
        Environment.ProcessId);
}
