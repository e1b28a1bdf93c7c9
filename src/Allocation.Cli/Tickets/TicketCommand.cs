using System.CommandLine;
using Allocation.Core.Storage;

namespace Allocation.Cli.Tickets;

/// <summary><c>ticket</c>; with options but no command behind it, it opens one, as <c>resalloc ticket</c> does.</summary>
internal sealed class TicketCommand : ChangeCommand
{
    private readonly TicketOptions _options;

    private static readonly CommandTable s_commands = new(
        ("new", _ => new TicketNewCommand()),
        ("list", _ => new TicketListCommand()),
        ("check", _ => new TicketCheckCommand("check")),
        ("wait", _ => new TicketWaitCommand("wait")),
        ("close", _ => new TicketCloseCommand("close")));

    /// <summary>Declares it.</summary>
    /// <param name="line">The words behind it; empty to declare all commands of tickets.</param>
    public TicketCommand(ReadOnlySpan<string> line)
        : base("ticket", "Tickets: each asks for one resource of a resource pool.")
    {
        _options = new TicketOptions(this);
        s_commands.AddTo(this, line);
    }

    /// <inheritdoc/>
    public override StoreAct StoreActOf(ParseResult parse) => StoreAct.OpenTicket;

    /// <inheritdoc/>
    protected override int Execute(CommandRun run) => _options.Open(run);
}
