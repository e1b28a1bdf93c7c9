using System.CommandLine;
using System.CommandLine.Parsing;
using Allocation.Cli.Completion;
using Allocation.Core.Errors;
using Allocation.Core.Storage.Notes;

namespace Allocation.Cli;

/// <summary>The options that say what is noted of something.</summary>
internal sealed class NoteOptions
{
    private readonly Option<string?> _description;
    private readonly Option<string?> _owner;
    private readonly Option<string[]> _tags;
    private readonly Option<bool>? _noDescription;
    private readonly Option<bool>? _noOwner;
    private readonly Option<bool>? _noTags;

    /// <summary>The options of a change, as a message lists them after others.</summary>
    public const string OfChange = "--description, --owner, --tag, --no-description, --no-owner or --no-tags";

    /// <summary>Puts the options on a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="ofChange">Whether there may be notes already, which then can be cleared.</param>
    public NoteOptions(Command command, bool ofChange = false)
    {
        _description = new("--description") { Description = "What it is for.", HelpName = "TEXT" };
        _owner = new("--owner") { Description = "Whose it is: a person, a team, a customer.", HelpName = "NAME" };
        _tags = new("--tag")
        {
            Description = (ofChange ? "All of its tags from now on" : "Tags to find it by") + ", each key or key=value: a,b=c, or again.",
            HelpName = "TAGS",
        };
        command.Add(_description);
        command.Add(_owner.Completed(StoreWords.Owners));
        command.Add(_tags.Completed(StoreWords.NoteTags));
        if (!ofChange) return;
        _noDescription = new("--no-description") { Description = "It has no description from now on." };
        _noOwner = new("--no-owner") { Description = "It has no owner from now on." };
        _noTags = new("--no-tags") { Description = "It has no tags from now on." };
        foreach (var (given, none) in ((Option, Option<bool>)[])[(_description, _noDescription), (_owner, _noOwner), (_tags, _noTags)])
        {
            command.Add(none);
            command.Validators.Add(result =>
            {
                if (result.GetValue(none) && result.GetResult(given) is not null)
                    result.AddError($"{given.Name} must not be combined with {none.Name}.");
            });
        }
    }

    /// <summary>Whether any of them was given.</summary>
    public bool AreGiven(CommandResult result) =>
        new Option[] { _description, _owner, _tags }.Any(option => result.GetResult(option) is not null)
        || new[] { _noDescription, _noOwner, _noTags }.OfType<Option<bool>>().Any(none => result.GetValue(none));

    /// <summary>What to change of notes.</summary>
    /// <param name="parse">What was typed.</param>
    /// <param name="refusal">The error of a mistake, which is a whole sentence.</param>
    public NoteChange Read(ParseResult parse, Func<string, AllocationException> refusal) => NoteChange.Read(
        IsCleared(parse, _noDescription) ? "" : parse.GetValue(_description),
        IsCleared(parse, _noOwner) ? "" : parse.GetValue(_owner),
        IsCleared(parse, _noTags) ? [] : parse.GetResult(_tags) is null ? null : parse.GetValue(_tags),
        refusal);

    /// <summary>What is noted of something new.</summary>
    /// <inheritdoc cref="Read"/>
    public NoteSet ReadNew(ParseResult parse, Func<string, AllocationException> refusal) => Read(parse, refusal).ApplyTo(NoteSet.None);

    private static bool IsCleared(ParseResult parse, Option<bool>? none) => none is not null && parse.GetValue(none);
}
