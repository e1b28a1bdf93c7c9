using System.CommandLine;
using System.CommandLine.Parsing;
using Allocation.Cli.Completion;
using Allocation.Core.Events;
using Allocation.Core.Storage.Events;

namespace Allocation.Cli.Ledger;

/// <summary><c>events</c></summary>
internal sealed class EventsCommand : StoreCommand
{
    private readonly Option<string?> _pool = Text("--pool", "Only what concerns this pool.", "NAME").Completed(StoreWords.Pools);
    private readonly Option<string?> _name =
        Text("--name", "Only about what has this name; * matches any text, ? one character.", "NAME").Completed(StoreWords.EventNames);
    private readonly Option<string?> _leaseId =
        Text("--lease-id", "Only about the service, ticket, resource or direct allocation with this id.", "ID")
            .Completed(StoreWords.LeaseIds);
    private readonly Option<string?> _actor =
        Text("--actor", "Only acts of this user; user@host for one machine, * matches any text.", "USER").Completed(StoreWords.EventActors);
    private readonly Option<EventKind?> _kind = Choice.Of<EventKind>("--kind", "Only this kind of act.");
    private readonly Option<EventSubject?> _subject = Choice.Of<EventSubject>("--subject", "Only about this kind of thing.");
    private readonly Option<DateTimeOffset?> _from = TimeOption.At("--from", "Only what happened at this time or later.");
    private readonly Option<DateTimeOffset?> _to = TimeOption.At("--to", "Only what happened before this time.");
    private readonly Option<long?> _skip = NumberOption.Count("--skip", "Skips this number of results.");
    private readonly Option<long?> _first = NumberOption.Count("--first", "The maximum number of results.");

    /// <summary>Declares it.</summary>
    public EventsCommand()
        : base("events", "Lists who changed what, when, by which command; the latest first.")
    {
        foreach (var option in new Option[] { _pool, _name, _leaseId, _actor, _kind, _subject, _from, _to, _skip, _first }) Add(option);
        Validators.Add(result =>
        {
            if (EventReader.Mistake(Read(result), OptionName.Of) is { } mistake) result.AddError(mistake);
        });
    }

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        using var results = run.Results.List(EventColumns.All);
        results.AddAll(run.System.Events.Query(Read(run.Arguments.CommandResult), run.Cancellation));
        return ExitCodes.Ok;
    }

    private EventQuery Read(CommandResult result) => new()
    {
        Pool = result.ValueOrDefault(_pool),
        Name = result.ValueOrDefault(_name),
        SubjectId = result.ValueOrDefault(_leaseId),
        Actor = result.ValueOrDefault(_actor),
        Kind = result.ValueOrDefault(_kind),
        Subject = result.ValueOrDefault(_subject),
        From = result.ValueOrDefault(_from),
        To = result.ValueOrDefault(_to),
        Skip = result.ValueOrDefault(_skip) ?? 0,
        Take = result.ValueOrDefault(_first),
    };

    private static Option<string?> Text(string name, string description, string value) => new(name)
    {
        Description = description,
        HelpName = value,
    };
}
