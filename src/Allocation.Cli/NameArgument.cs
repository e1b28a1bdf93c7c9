using System.CommandLine;
using Allocation.Core.Pools;

namespace Allocation.Cli;

/// <summary>The argument of commands that work on what names and patterns find.</summary>
internal static class NameArgument
{
    private const string Wildcards =
        "with wildcards (* any text, ? one character, [a-f] one of these, ` before one that is meant literally)";

    /// <summary>At least one name.</summary>
    public static Argument<string[]> OneOrMore() => new ChoosingArgument("name")
    {
        Description = $"Names, {Wildcards}.",
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>Any number of names; none means everything.</summary>
    public static Argument<string[]> ZeroOrMore() => new ChoosingArgument("name")
    {
        Description = $"Names, {Wildcards}; all if omitted.",
        Arity = ArgumentArity.ZeroOrMore,
        DefaultValueFactory = _ => ["*"],
    };

    /// <summary>Whether the names mean one thing, which is there or not; several names, or a pattern, mean a list.</summary>
    public static bool MeansOne(IReadOnlyList<string> names) => names is [var name] && new NamePattern(name).Exact is not null;
}
