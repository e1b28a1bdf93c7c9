using System.CommandLine;
using Allocation.Core.Storage;

namespace Allocation.Cli.Tickets;

/// <summary><c>ticket</c>; with options but no command behind it, it opens one, as <c>resalloc ticket</c> does.</summary>
internal sealed class TicketCommand : ChangeCommand
{
    private readonly TicketOptions _options;

    /// <summary>Declares it.</summary>
    public TicketCommand()
        : base("ticket", "Tickets: each asks for one resource of a resource pool.")
    {
        _options = new TicketOptions(this);
        Add(new TicketNewCommand());
        Add(new TicketListCommand());
        Add(new TicketCheckCommand("check"));
        Add(new TicketWaitCommand("wait"));
        Add(new TicketCloseCommand("close"));
    }

    /// <inheritdoc/>
    public override StoreAct StoreActOf(ParseResult parse) => StoreAct.OpenTicket;

    /// <inheritdoc/>
    protected override int Execute(CommandRun run) => _options.Open(run);
}
