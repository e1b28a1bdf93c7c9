using System.CommandLine;
using Allocation.Cli.Completion;
using Allocation.Cli.Output;
using Allocation.Core.Services;

namespace Allocation.Cli.Services;

/// <summary><c>service history</c></summary>
internal sealed class ServiceHistoryCommand : StoreCommand
{
    internal static IReadOnlyList<Column<ServiceEvent>> Columns { get; } =
    [
        Column<ServiceEvent>.Time("At", e => e.At),
        Column<ServiceEvent>.Number("Version", e => e.Version) with { Rank = ColumnRank.Key },
        new("Kind", e => e.Kind.ToString()),
        Column<ServiceEvent>.Words("From", e => e.From),
        Column<ServiceEvent>.Words("To", e => e.To),
        Column<ServiceEvent>.Words("Attribute", e => e.Attribute),
        Column<ServiceEvent>.Words("Value", e => e.Value),
    ];

    private readonly Argument<string> _definition = DefinitionArgument.Make();
    private readonly Argument<string> _name = new("name") { Description = "The name of a living service, or the id of any." };

    /// <summary>Declares it.</summary>
    public ServiceHistoryCommand()
        : base("history", "Lists every transfer, allocation and change of name of a service, oldest first.")
    {
        Add(_definition);
        Add(_name.Completed(StoreWords.Services));
    }

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        var name = run.Arguments.GetRequiredValue(_name);
        var definition = run.System.Definitions.Get(run.Arguments.GetRequiredValue(_definition), [name], run.Cancellation);
        var instance = run.System.Services.Find(name, run.Cancellation) is { } byId && byId.Definition == definition.Name
            ? byId
            : run.System.Services.GetLast(definition, name, run.Cancellation);
        using var results = run.Results.List(Columns);
        results.AddAll(run.System.Services.History(instance.Id, run.Cancellation));
        return ExitCodes.Ok;
    }
}
