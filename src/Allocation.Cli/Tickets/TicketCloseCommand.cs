using System.CommandLine;

namespace Allocation.Cli.Tickets;

/// <summary><c>ticket close</c></summary>
internal sealed class TicketCloseCommand : StoreCommand
{
    private readonly Argument<long[]> _ids = TicketIdArgument.OneOrMore();

    /// <summary>Declares it.</summary>
    public TicketCloseCommand(string name)
        : base(name, "Closes tickets; what they hold is cleaned or deleted. A closed one is left unchanged.") => Add(_ids);

    /// <inheritdoc/>
    protected override int Execute(CommandRun run) =>
        run.ForEach(run.Arguments.GetRequiredValue(_ids), id => run.System.Tickets.Close(id, run.Cancellation));
}
