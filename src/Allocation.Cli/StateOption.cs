using System.CommandLine;
using System.CommandLine.Completions;

namespace Allocation.Cli;

/// <summary>The states of services that are meant.</summary>
internal static class StateOption
{
    /// <summary>The option.</summary>
    /// <param name="known">The states to complete.</param>
    public static Option<string[]> Make(Func<CompletionContext, IEnumerable<CompletionItem>> known)
    {
        var option = new Option<string[]>("--state")
        {
            Description = "Only this state; may have wildcards and be repeated. Ended services are listed only if their state is given.",
            HelpName = "STATE",
        };
        option.CompletionSources.Add(known);
        return option;
    }

    /// <summary>The states that were given; null for none.</summary>
    public static IReadOnlyList<string>? Read(ParseResult parse, Option<string[]> option) =>
        parse.GetValue(option) is { Length: > 0 } states ? states : null;
}
