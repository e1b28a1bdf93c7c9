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
    private readonly Option<bool>? _noTags;

    /// <summary>Puts the options on a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="ofChange">Whether there may be notes already, which then can be cleared.</param>
    public NoteOptions(Command command, bool ofChange = false)
    {
        var clears = ofChange ? "; '' clears it" : "";
        _description = new("--description") { Description = $"What it is for{clears}.", HelpName = "TEXT" };
        _owner = new("--owner") { Description = $"Whose it is: a person, a team, a customer{clears}.", HelpName = "NAME" };
        _tags = new("--tag")
        {
            Description = (ofChange ? "All of its tags from now on" : "Tags to find it by") + ", each key or key=value: a,b=c, or again.",
            HelpName = "TAGS",
        };
        command.Add(_description);
        command.Add(_owner.Completed(StoreWords.Owners));
        command.Add(_tags.Completed(StoreWords.NoteTags));
        if (!ofChange) return;
        _noTags = new("--no-tags") { Description = "It has no tags from now on." };
        command.Add(_noTags);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_noTags) && result.GetResult(_tags) is not null)
                result.AddError("--tag must not be combined with --no-tags.");
        });
    }

    /// <summary>Whether any of them was given.</summary>
    public bool AreGiven(CommandResult result) => result.GetResult(_description) is not null || result.GetResult(_owner) is not null
        || result.GetResult(_tags) is not null || (_noTags is not null && result.GetValue(_noTags));

    /// <summary>What to change of notes.</summary>
    /// <param name="parse">What was typed.</param>
    /// <param name="refusal">The error of a mistake, which is a whole sentence.</param>
    public NoteChange Read(ParseResult parse, Func<string, AllocationException> refusal) => NoteChange.Read(
        parse.GetValue(_description),
        parse.GetValue(_owner),
        parse.GetResult(_tags) is not null ? parse.GetValue(_tags) : _noTags is not null && parse.GetValue(_noTags) ? [] : null,
        refusal);

    /// <summary>What is noted of something new.</summary>
    /// <inheritdoc cref="Read"/>
    public NoteSet ReadNew(ParseResult parse, Func<string, AllocationException> refusal) => Read(parse, refusal).ApplyTo(NoteSet.None);
}
