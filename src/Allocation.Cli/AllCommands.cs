using System.CommandLine;
using Allocation.Cli.Access;
using Allocation.Cli.Completion;
using Allocation.Cli.Direct;
using Allocation.Cli.Inventories;
using Allocation.Cli.Ledger;
using Allocation.Cli.Managers;
using Allocation.Cli.Pools;
using Allocation.Cli.Reports;
using Allocation.Cli.Resources;
using Allocation.Cli.Services;
using Allocation.Cli.Serving;
using Allocation.Cli.Stores;
using Allocation.Cli.Tickets;
using Allocation.Cli.Tour;
using Allocation.Cli.Vlan;

namespace Allocation.Cli;

/// <summary>What commands there are.</summary>
internal static class AllCommands
{
    /// <summary>All of them.</summary>
    public static CommandTable Table { get; } = new(
        Group("pool", "Pools of numbers, and of resources that hooks create.",
            ("new", _ => new PoolNewCommand()),
            ("list", _ => new PoolListCommand()),
            ("set", _ => new PoolSetCommand()),
            ("rename", _ => new PoolRenameCommand()),
            ("remove", _ => new PoolRemoveCommand()),
            ("import", _ => new PoolImportCommand()),
            ("export", _ => new PoolExportCommand()),
            ("free", _ => new PoolFreeCommand()),
            ("pause", _ => PoolModeCommand.Pause()),
            ("drain", _ => PoolModeCommand.Drain())),
        Group("vlan", "VLAN services: two VLAN ids each, or none.",
            ("new", _ => new VlanNewCommand()),
            ("list", _ => new VlanListCommand()),
            ("rename", _ => new VlanRenameCommand()),
            ("set", _ => new VlanSetCommand()),
            ("resume", _ => new VlanResumeCommand()),
            ("remove", _ => new VlanRemoveCommand())),
        Group("service", "Services of any definition.",
            ("register", _ => new ServiceRegisterCommand()),
            ("definitions", _ => new ServiceDefinitionsCommand()),
            ("unregister", _ => new ServiceUnregisterCommand()),
            ("new", _ => new ServiceNewCommand()),
            ("get", _ => new ServiceGetCommand()),
            ("set", _ => new ServiceSetCommand()),
            ("rename", _ => new ServiceRenameCommand()),
            ("undo", _ => new ServiceUndoCommand()),
            ("confirm", _ => new ServiceConfirmCommand()),
            ("resume", _ => new ServiceResumeCommand()),
            ("remove", _ => new ServiceRemoveCommand()),
            ("history", _ => new ServiceHistoryCommand())),
        ("ticket", line => new TicketCommand(line)),
        Group("resource", "Resources of resource pools.",
            ("list", _ => new ResourceListCommand()),
            ("info", _ => new ResourceInfoCommand()),
            ("delete", _ => new ResourceDeleteCommand()),
            ("logs", _ => new ResourceLogsCommand())),
        Group("manager", "Keeps resource pools filled.",
            ("run", _ => new ManagerRunCommand()),
            ("once", _ => new ManagerOnceCommand())),
        ("take", _ => new TakeCommand()),
        ("set", _ => new SetCommand()),
        ("give", _ => new GiveCommand()),
        ("list", _ => new ListCommand()),
        ("events", _ => new EventsCommand()),
        Group("inventory", "External lists of used numbers.",
            ("register", _ => new InventoryRegisterCommand()),
            ("list", _ => new InventoryListCommand()),
            ("unregister", _ => new InventoryUnregisterCommand())),
        Group("repair", "Differences that a crash left between the ledger and the inventories.",
            ("list", _ => new RepairListCommand()),
            ("settle", _ => new RepairSettleCommand()),
            ("mend", _ => new RepairMendCommand()),
            ("dismiss", _ => new RepairDismissCommand())),
        Group("store", "Where the records are kept.",
            ("info", _ => new StoreInfoCommand()),
            ("copy", _ => new StoreCopyCommand()),
            ("export", _ => new StoreExportCommand()),
            ("import", _ => new StoreImportCommand())),
        Group("history", "Records of what has ended.",
            ("clear", _ => new HistoryClearCommand())),
        Group("token", "Tokens that let callers of the server in.",
            ("new", _ => new TokenNewCommand()),
            ("list", _ => new TokenListCommand()),
            ("remove", _ => new TokenRemoveCommand())),
        ("serve", _ => new ServeCommand()),
        ("report", _ => new ReportCommand()),
        ("tour", _ => new TourCommand()),
        ("completion", _ => new CompletionCommand()),
        Former("ticket-check", word => new TicketCheckCommand(word)),
        Former("ticket-wait", word => new TicketWaitCommand(word)),
        Former("ticket-close", word => new TicketCloseCommand(word)));

    // Commands of one word, which alone does nothing.
    private static (string Word, Func<ReadOnlySpan<string>, Command> Make) Group(string word, string description,
        params (string Word, Func<ReadOnlySpan<string>, Command> Make)[] members)
    {
        var table = new CommandTable(members);
        return (word, Make);

        Command Make(ReadOnlySpan<string> line)
        {
            var group = new Command(word, description);
            table.AddTo(group, line);
            return group;
        }
    }

    // A word of resalloc's, so that a script needs only its first word changed.
    private static (string Word, Func<ReadOnlySpan<string>, Command> Make) Former(string word, Func<string, Command> make)
    {
        return (word, Make);

        Command Make(ReadOnlySpan<string> line)
        {
            var command = make(word);
            command.Hidden = true;
            return command;
        }
    }
}
