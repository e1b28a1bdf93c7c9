using System.CommandLine;
using System.CommandLine.Completions;
using System.Globalization;
using Allocation.Core;
using Allocation.Core.Definitions;
using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Core.Storage.Addresses;

namespace Allocation.Cli.Completion;

/// <summary>Words that the store of a command line knows: names of pools, of services. They complete arguments and options.</summary>
internal static class StoreWords
{
    /// <summary>Names of pools of both kinds.</summary>
    public static IEnumerable<CompletionItem> Pools(CompletionContext context) => Of(context, (system, _, cancellation) =>
        system.Pools.Names(cancellation).Concat(system.ResourcePools.Names(cancellation)));

    /// <summary>Names of pools of numbers.</summary>
    public static IEnumerable<CompletionItem> NumberPools(CompletionContext context) => Of(context, (system, _, cancellation) =>
        system.Pools.Names(cancellation));

    /// <summary>Names of pools of resources.</summary>
    public static IEnumerable<CompletionItem> ResourcePools(CompletionContext context) => Of(context, (system, _, cancellation) =>
        system.ResourcePools.Names(cancellation));

    /// <summary>Tags of resource pools.</summary>
    public static IEnumerable<CompletionItem> Tags(CompletionContext context) => Of(context, (system, _, cancellation) =>
        system.ResourcePools.Tags(cancellation));

    /// <summary>Owners in notes.</summary>
    public static IEnumerable<CompletionItem> Owners(CompletionContext context) => Of(context, (system, _, cancellation) =>
        KnownWords.Owners(system, cancellation));

    /// <summary>Tags in notes.</summary>
    public static IEnumerable<CompletionItem> NoteTags(CompletionContext context) => Of(context, (system, _, cancellation) =>
        KnownWords.NoteTags(system, cancellation));

    /// <summary>Ids of open tickets.</summary>
    public static IEnumerable<CompletionItem> Tickets(CompletionContext context) => Of(context, (system, _, cancellation) =>
        system.Tickets.OpenIds(cancellation).Select(id => id.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Names of VLAN services.</summary>
    public static IEnumerable<CompletionItem> VlanServices(CompletionContext context) => Of(context, (system, begun, cancellation) =>
        system.Services.LivingNames(VlanServiceDefinition.Name, begun, StoreCompletion.Most, cancellation));

    /// <summary>Names that hold numbers directly.</summary>
    public static IEnumerable<CompletionItem> DirectNames(CompletionContext context) => Of(context, (system, begun, cancellation) =>
        system.Direct.Names(begun, StoreCompletion.Most, cancellation));

    /// <summary>Names of service definitions.</summary>
    public static IEnumerable<CompletionItem> Definitions(CompletionContext context) => Of(context, (system, _, cancellation) =>
        system.Definitions.Find(new NamePattern(null), cancellation).Select(d => d.Name));

    /// <summary>Names of inventories.</summary>
    public static IEnumerable<CompletionItem> Inventories(CompletionContext context) => Of(context, (system, _, cancellation) =>
        system.Inventories.Find(new NamePattern(null), cancellation).Select(i => i.Name));

    /// <summary>Resources that are held, such as numbers.</summary>
    public static IEnumerable<CompletionItem> ResourceIds(CompletionContext context) => Of(context, (system, _, cancellation) =>
        KnownWords.ResourceIds(system, null, cancellation));

    /// <summary>Ids of those who hold something.</summary>
    public static IEnumerable<CompletionItem> LeaseIds(CompletionContext context) => Of(context, (system, _, cancellation) =>
        KnownWords.LeaseIds(system, null, cancellation));

    /// <summary>Names of those who hold something.</summary>
    public static IEnumerable<CompletionItem> LeaseNames(CompletionContext context) => Of(context, (system, _, cancellation) =>
        KnownWords.LeaseNames(system, null, cancellation));

    /// <summary>Ids of what is held.</summary>
    public static IEnumerable<CompletionItem> ReservationIds(CompletionContext context) => Of(context, (system, _, cancellation) =>
        KnownWords.ReservationIds(system, null, null, cancellation));

    /// <summary>Ids of what is held directly.</summary>
    public static IEnumerable<CompletionItem> DirectIds(CompletionContext context) => Of(context, (system, _, cancellation) =>
        KnownWords.ReservationIds(system, null, LeaseKind.Direct, cancellation));

    /// <summary>Names and ids of resources of resource pools.</summary>
    public static IEnumerable<CompletionItem> Resources(CompletionContext context) => Of(context, (system, _, cancellation) =>
        KnownWords.Resources(system, cancellation));

    /// <summary>Sandboxes of tickets.</summary>
    public static IEnumerable<CompletionItem> Sandboxes(CompletionContext context) => Of(context, (system, _, cancellation) =>
        KnownWords.Sandboxes(system, cancellation));

    /// <summary>Names of services of any definition.</summary>
    public static IEnumerable<CompletionItem> Services(CompletionContext context) => Of(context, (system, begun, cancellation) =>
        KnownWords.ServiceNames(system, null, begun, cancellation));

    /// <summary>Names of what the latest events are about.</summary>
    public static IEnumerable<CompletionItem> EventNames(CompletionContext context) => Of(context, (system, _, cancellation) =>
        KnownWords.EventNames(system, cancellation));

    /// <summary>Who did what the latest events tell of.</summary>
    public static IEnumerable<CompletionItem> EventActors(CompletionContext context) => Of(context, (system, _, cancellation) =>
        KnownWords.EventActors(system, cancellation));

    /// <summary>States in which services are, and in which they end.</summary>
    public static IEnumerable<CompletionItem> ServiceStates(CompletionContext context) => Of(context, (system, begun, cancellation) =>
        KnownWords.ServiceStates(system, null, begun, cancellation));

    /// <summary>States in which VLAN services are, and in which they end.</summary>
    public static IEnumerable<CompletionItem> VlanStates(CompletionContext context) => Of(context, (system, begun, cancellation) =>
        KnownWords.ServiceStates(system, VlanServiceDefinition.Name, begun, cancellation));

    /// <summary>The argument, completed with these words. Its help shows its name: without a name for it, the words of the store would be
    /// shown.</summary>
    public static Argument<T> Completed<T>(this Argument<T> argument, Func<CompletionContext, IEnumerable<CompletionItem>> words)
    {
        argument.HelpName ??= argument.Name;
        argument.CompletionSources.Add(words);
        return argument;
    }

    /// <summary>The option, whose value is completed with these words.</summary>
    public static Option<T> Completed<T>(this Option<T> option, Func<CompletionContext, IEnumerable<CompletionItem>> words)
    {
        option.CompletionSources.Add(words);
        return option;
    }

    // A name with a wildcard in it would mean others as well where names may have wildcards, and is left to be typed.
    private static IEnumerable<CompletionItem> Of(CompletionContext context,
        Func<AllocationSystem, string, CancellationToken, IEnumerable<string>> find) => StoreCompletion.Find(
            () => StoreSelection.Make(context.ParseResult.GetValue(GlobalOptions.Store), Path.GetFullPath),
            CommandRun.Provider,
            (system, cancellation) => find(system, context.WordToComplete, cancellation)
                .Where(word => word.StartsWith(context.WordToComplete, StringComparison.OrdinalIgnoreCase))
                .Where(word => new NamePattern(word).Exact is not null)
                .Take(StoreCompletion.Most)
                .Select(word => new CompletionItem(word)));
}
