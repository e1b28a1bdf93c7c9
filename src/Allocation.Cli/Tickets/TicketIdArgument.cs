using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Allocation.Cli.Completion;

namespace Allocation.Cli.Tickets;

/// <summary>The argument of commands that work on tickets.</summary>
internal static class TicketIdArgument
{
    /// <summary>One ticket.</summary>
    public static Argument<long> One() => new Argument<long>("id")
    {
        Description = "The id of the ticket.",
        CustomParser = result => Parse(result, result.Tokens[^1].Value),
    }.Completed(StoreWords.Tickets);

    /// <summary>At least one ticket.</summary>
    public static Argument<long[]> OneOrMore() => new Argument<long[]>("id")
    {
        Description = "Ids of tickets.",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = result => [.. result.Tokens.Select(t => Parse(result, t.Value))],
    }.Completed(StoreWords.Tickets);

    private static long Parse(ArgumentResult result, string text)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return id;
        result.AddError($"The id of a ticket must be a number, not '{text}'.");
        return 0;
    }
}
