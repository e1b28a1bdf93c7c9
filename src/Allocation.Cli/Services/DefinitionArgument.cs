using System.CommandLine;
using Allocation.Cli.Completion;

namespace Allocation.Cli.Services;

/// <summary>The argument that says which kind of service is meant.</summary>
internal static class DefinitionArgument
{
    /// <summary>One definition.</summary>
    public static Argument<string> Make() =>
        new Argument<string>("definition") { Description = "The name of the definition." }.Completed(StoreWords.Definitions);
}
