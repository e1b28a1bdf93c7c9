using System.CommandLine;

namespace Allocation.Cli.Tickets;

/// <summary><c>ticket close</c></summary>
internal sealed class TicketCloseCommand : ChangeCommand
{
    private readonly Argument<long[]> _ids = TicketIdArgument.OneOrMore();
    private readonly Option<bool> _discard = new("--discard")
    {
        Description = "Their resources are bad: they are deleted and never given again.",
    };

    /// <summary>Declares it.</summary>
    public TicketCloseCommand(string name)
        : base(name, "Closes tickets; what they hold is cleaned or deleted. A closed one is left unchanged.")
    {
        Add(_ids);
        Add(_discard);
    }

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        var tickets = run.System.Tickets;
        var discards = run.Arguments.GetValue(_discard);
        return run.ForEach(run.Arguments.GetRequiredValue(_ids), id =>
        {
            if (discards) tickets.Discard(id, run.Cancellation);
            else tickets.Close(id, run.Cancellation);
        });
    }
}
