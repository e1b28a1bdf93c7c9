using System.CommandLine;

namespace Allocation.Cli;

/// <summary>The argument with the name that something gets.</summary>
internal static class NewNameArgument
{
    /// <summary>One name.</summary>
    public static Argument<string> Make() => new Argument<string>("new-name") { Description = "The name from now on." };
}
