using System.CommandLine;

namespace Allocation.Cli.Resources;

/// <summary><c>resource info</c></summary>
internal sealed class ResourceInfoCommand : StoreCommand
{
    private readonly Argument<string[]> _resources = ResourceArgument.OneOrMore();

    /// <summary>Declares it.</summary>
    public ResourceInfoCommand()
        : base("info", "Shows resources, including ended ones; with --json everything that is known about them.") => Add(_resources);

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        var names = run.Arguments.GetRequiredValue(_resources);
        using var results = run.Results.List(ResourceColumns.All, single: names.Length == 1);
        return run.ForEach(names, name => results.Add(run.System.Resources.Get(name, run.Cancellation)));
    }
}
