using System.CommandLine;
using Allocation.Cli.Completion;

namespace Allocation.Cli.Resources;

/// <summary>The argument of commands that work on resources.</summary>
internal static class ResourceArgument
{
    /// <summary>At least one resource.</summary>
    public static Argument<string[]> OneOrMore() => new ChoosingArgument("resource")
    {
        Description = "Ids or names of resources.",
        Arity = ArgumentArity.OneOrMore,
    }.Completed(StoreWords.Resources);

    /// <summary>Any number of resources.</summary>
    public static Argument<string[]> ZeroOrMore() => new ChoosingArgument("resource")
    {
        Description = "Ids or names of resources.",
        Arity = ArgumentArity.ZeroOrMore,
    }.Completed(StoreWords.Resources);
}
