using Allocation.Core.Texts;

namespace Allocation.Core.Errors;

/// <summary>
/// The root of everything that Allocation raises on purpose. The set is closed: one sealed class a <see cref="ErrorKind"/>,
/// so that one table per surface (error records, exit codes) is complete.
/// </summary>
public abstract class AllocationException : Exception
{
    private protected AllocationException(ErrorKind kind, object? target, string message, Exception? inner = null)
        : base(VisibleText.Lines(AsSentence(message)), inner)
    {
        Kind = kind;
        Target = target;
    }

    /// <summary>Which error it is; its name is the stable error id.</summary>
    public ErrorKind Kind { get; }

    /// <summary>What the error is about: a name, a number, a path.</summary>
    public object? Target { get; }

    /// <summary>The attribute of a service for which something was asked when it was raised; null when nothing was.</summary>
    public AllocationPlace? Place { get; private set; }

    /// <summary>The sentence, with the place in front if there is one.</summary>
    public override string Message =>
        Place is null ? base.Message : VisibleText.Lines($"'{Place.Service}' got no {Place.Attribute}: {base.Message}");

    /// <summary>The parameter that leads out of it; null when there is none.</summary>
    internal WayOut? WayOut { get; init; }

    /// <summary>Whether the message has a line of its own for each mistake of a file.</summary>
    internal bool HasLines { get; init; }

    /// <summary>The message and the way out.</summary>
    /// <param name="parameter">Writes the name of a parameter as the users of a front end type it.</param>
    internal string Explain(Func<string, string> parameter) => WayOut is null
        ? Message
        : $"{Message}{(HasLines ? Environment.NewLine : " ")}{WayOut.Write(parameter)}";

    /// <summary>The same error, which now says where it was raised.</summary>
    internal AllocationException At(AllocationPlace place)
    {
        Place ??= place;
        return this;
    }

    // Reasons come from many places, with and without a full stop.
    private static string AsSentence(string message) => message.Length == 0 || message[^1] is '.' or '!' or '?' ? message : message + ".";
}
