using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Allocation.Cli.Completion;
using Allocation.Cli.Direct;
using Allocation.Cli.Inventories;
using Allocation.Cli.Ledger;
using Allocation.Cli.Managers;
using Allocation.Cli.Output;
using Allocation.Cli.Pools;
using Allocation.Cli.Reports;
using Allocation.Cli.Resources;
using Allocation.Cli.Services;
using Allocation.Cli.Stores;
using Allocation.Cli.Tickets;
using Allocation.Cli.Tour;
using Allocation.Cli.Vlan;

namespace Allocation.Cli;

/// <summary>The command line as a whole: what commands there are, and what a wrong one is answered with.</summary>
internal sealed class AllocationCommand : RootCommand
{
    private static readonly string[] s_mayBeEmpty = ["--argument", "--exclude", "--reason"];

    /// <summary>Declares all commands.</summary>
    internal AllocationCommand()
        : base("Allocates VLAN ids and other numbers, machines and other resources from pools, and never loses one or allocates it twice.")
    {
        Add(GlobalOptions.Store);
        Add(GlobalOptions.Json);
        Add(new Command("pool", "Pools of numbers, and of resources that hooks create.")
        {
            new PoolNewCommand(),
            new PoolListCommand(),
            new PoolSetCommand(),
            new PoolRenameCommand(),
            new PoolRemoveCommand(),
            new PoolImportCommand(),
            new PoolExportCommand(),
            new PoolFreeCommand(),
            PoolModeCommand.Pause(),
            PoolModeCommand.Drain(),
        });
        Add(new Command("vlan", "VLAN services: two VLAN ids each, or none.")
        {
            new VlanNewCommand(),
            new VlanListCommand(),
            new VlanRenameCommand(),
            new VlanSetCommand(),
            new VlanResumeCommand(),
            new VlanRemoveCommand(),
        });
        Add(new Command("service", "Services of any definition.")
        {
            new ServiceRegisterCommand(), new ServiceDefinitionsCommand(), new ServiceUnregisterCommand(),
            new ServiceNewCommand(), new ServiceGetCommand(), new ServiceSetCommand(), new ServiceRenameCommand(),
            new ServiceUndoCommand(), new ServiceConfirmCommand(),
            new ServiceResumeCommand(), new ServiceRemoveCommand(), new ServiceHistoryCommand(),
        });
        Add(new TicketCommand());
        Add(new Command("resource", "Resources of resource pools.")
        {
            new ResourceListCommand(),
            new ResourceInfoCommand(),
            new ResourceDeleteCommand(),
            new ResourceLogsCommand(),
        });
        Add(new Command("manager", "Keeps resource pools filled.") { new ManagerRunCommand(), new ManagerOnceCommand() });
        Add(new TakeCommand());
        Add(new SetCommand());
        Add(new GiveCommand());
        Add(new ListCommand());
        Add(new EventsCommand());
        Add(new Command("inventory", "External lists of used numbers.")
        {
            new InventoryRegisterCommand(),
            new InventoryListCommand(),
            new InventoryUnregisterCommand(),
        });
        Add(new Command("repair", "Differences that a crash left between the ledger and the inventories.")
        {
            new RepairListCommand(),
            new RepairSettleCommand(),
            new RepairMendCommand(),
            new RepairDismissCommand(),
        });
        Add(new Command("store", "Where the records are kept.")
        {
            new StoreInfoCommand(),
            new StoreCopyCommand(),
            new StoreExportCommand(),
            new StoreImportCommand(),
        });
        Add(new Command("history", "Records of what has ended.") { new HistoryClearCommand() });
        Add(new ReportCommand());
        Add(new TourCommand());
        Add(new CompletionCommand());

        // resalloc's words, so that a script needs only its first word changed.
        foreach (var former in (Command[])[new TicketCheckCommand("ticket-check"), new TicketWaitCommand("ticket-wait"),
            new TicketCloseCommand("ticket-close")])
        {
            former.Hidden = true;
            Add(former);
        }
    }

    /// <summary>Runs one command line.</summary>
    /// <returns>The exit code; see <see cref="ExitCodes"/>.</returns>
    public static int Run(string[] args)
    {
        var invocation = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
        var parse = Read(Suggestions.Readable(args));
        if (Suggestions.AreWanted(parse)) return Suggestions.Write(parse, invocation);
        return Mistake(parse) is { } mistake ? Refuse(parse, mistake) : parse.Invoke(invocation);
    }

    /// <summary>Reads a command line and runs nothing.</summary>
    internal static ParseResult Read(string[] args)
    {
        // A name may begin with @; it never means a file of arguments.
        var parser = new ParserConfiguration { ResponseFileTokenReplacer = null, EnablePosixBundling = false };
        return new AllocationCommand().Parse(args, parser);
    }

    /// <summary>Why a command line makes no sense; null when it does.</summary>
    internal static string? Mistake(ParseResult parse)
    {
        if (EmptyOption(parse) is { } empty) return $"{empty} must not have an empty value. Give a value, or leave out {empty}.";
        if (EmptyName(parse) is { } name) return $"A {name} must not be empty.";
        if (WrongCommand(parse) is { } wrong) return WithoutAddresses(parse, wrong);
        if (parse.Action is ParseErrorAction)
            return WithoutAddresses(parse, Errors(parse)) + OptionHint.For(parse);
        return MistypedOption(parse) is { } option
            ? $"There is no option {option}.{OptionHint.For(parse)} A name that begins with a dash must come after two dashes: -- {option}"
            : null;
    }

    // The parser repeats itself for each word that it does not know, and for what follows an option that it does not know.
    private static string Errors(ParseResult parse)
    {
        var options = parse.UnmatchedTokens.Where(word => word.StartsWith("--", StringComparison.Ordinal))
            .Select(OptionHint.NameOf).Distinct().ToList();
        if (options.Count == 0) return string.Join(' ', parse.Errors.Select(e => e.Message));
        var others = parse.Errors.Select(e => e.Message)
            .Where(message => !parse.UnmatchedTokens.Any(word => message.Contains($"'{word}'", StringComparison.Ordinal)));
        return string.Join(' ', others.Prepend($"There is no option {string.Join(", ", options)}."));
    }

    // The parser says of each word of the line that it does not know it. The first one is the mistake.
    private static string? WrongCommand(ParseResult parse)
    {
        var command = parse.CommandResult.Command;
        if (command.Action is not null || parse.UnmatchedTokens is not [var word, ..] || word.StartsWith('-')) return null;
        var path = string.Join(' ', Path(parse.CommandResult).Reverse());
        var known = string.Join(", ", command.Subcommands.Where(c => !c.Hidden).Select(c => c.Name));
        return $"'{word}' is not a command of {path}. The commands are: {known}.";
    }

    private static IEnumerable<string> Path(CommandResult result)
    {
        for (SymbolResult? at = result; at is not null; at = at.Parent)
            if (at is CommandResult { Command: var command }) yield return command is RootCommand ? "allocation" : command.Name;
    }

    // The address of a store in the wrong place can hold a password, and is not repeated.
    private static string WithoutAddresses(ParseResult parse, string message) => parse.Tokens.Select(token => token.Value)
        .Where(word => word.Contains(':', StringComparison.Ordinal)
            && (word.Contains('@', StringComparison.Ordinal) || word.Contains('=', StringComparison.Ordinal)))
        .Aggregate(message, (text, word) => text.Replace(word, "...", StringComparison.Ordinal));

    // An empty variable of a script: --pool "$pool". Text that is passed on may be empty, and the core refuses empty exclusions.
    private static string? EmptyOption(ParseResult parse) => parse.CommandResult.Children.OfType<OptionResult>()
        .FirstOrDefault(o => !s_mayBeEmpty.Contains(o.Option.Name) && o.Tokens.Any(t => string.IsNullOrWhiteSpace(t.Value)))?.Option.Name;

    private static string? EmptyName(ParseResult parse) => parse.CommandResult.Children.OfType<ArgumentResult>()
        .FirstOrDefault(a => a.Argument is ChoosingArgument && a.Tokens.Any(t => string.IsNullOrWhiteSpace(t.Value)))?.Argument.Name;

    // The parser takes an option that it does not know for one more name; '--keep-parital' would be made a service. A dash
    // alone is not an option anywhere: it stands for standard input or output.
    private static string? MistypedOption(ParseResult parse)
    {
        var names = parse.CommandResult.Children.OfType<ArgumentResult>().SelectMany(a => a.Tokens)
            .ToHashSet<object>(ReferenceEqualityComparer.Instance);
        return parse.Tokens
            .TakeWhile(t => t.Type != TokenType.DoubleDash)
            .Where(t => t.Value.StartsWith('-') && t.Value != "-" && names.Contains(t))
            .Select(t => OptionHint.NameOf(t.Value))
            .FirstOrDefault();
    }

    private static int Refuse(ParseResult parse, string why)
    {
        var json = parse.GetValue(GlobalOptions.Json);
        var command = parse.CommandResult.Command;
        new ErrorWriter(json).Usage(why, command.Name);
        if (command.Action is null && !json && parse.UnmatchedTokens.Count == 0)
            command.Parse("--help").Invoke(new InvocationConfiguration { Output = Console.Error });
        return ExitCodes.Usage;
    }
}
