using System.CommandLine;
using Allocation.Core.Storage;

namespace Allocation.Cli.Tickets;

/// <summary><c>ticket new</c></summary>
internal sealed class TicketNewCommand : ChangeCommand
{
    private readonly TicketOptions _options;

    /// <summary>Declares it.</summary>
    public TicketNewCommand()
        : base("new", "Opens a ticket and writes its id.") => _options = new TicketOptions(this);

    /// <inheritdoc/>
    public override StoreAct StoreActOf(ParseResult parse) => StoreAct.OpenTicket;

    /// <inheritdoc/>
    protected override int Execute(CommandRun run) => _options.Open(run);
}
