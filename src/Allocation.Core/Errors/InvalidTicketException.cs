namespace Allocation.Core.Errors;

/// <summary>A tag, the sandbox or the lifetime of a ticket is not acceptable.</summary>
public sealed class InvalidTicketException(string? value, string message)
    : AllocationException(ErrorKind.InvalidTicket, value, message)
{
    /// <summary>What is not acceptable, as it was given.</summary>
    public string? Value { get; } = value;
}
