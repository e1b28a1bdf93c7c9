using System.CommandLine;
using System.CommandLine.Parsing;
using Allocation.Cli.Completion;
using Allocation.Core.Storage.Notes;

namespace Allocation.Cli;

/// <summary>The options that list only what has such notes.</summary>
internal sealed class NoteFilterOptions
{
    private readonly Option<string?> _owner = new("--owner")
    {
        Description = "Only this owner; * matches any text, ? one character.",
        HelpName = "NAME",
    };
    private readonly Option<string[]> _tags = new("--tag")
    {
        Description = "Only with this tag: key=value, or key for any value; * matches any text. Again for a further tag, " +
            "which must be there too.",
        HelpName = "TAG",
    };

    /// <summary>Puts the options on a command.</summary>
    public NoteFilterOptions(Command command)
    {
        command.Add(_owner.Completed(StoreWords.Owners));
        command.Add(_tags.Completed(StoreWords.NoteTags));
    }

    /// <summary>The filter; null when none was given.</summary>
    public NoteFilter? Read(ParseResult parse) => NoteFilter.Of(parse.GetValue(_owner), parse.GetValue(_tags));

    /// <inheritdoc cref="Read(ParseResult)"/>
    public NoteFilter? Read(CommandResult result) => NoteFilter.Of(result.ValueOrDefault(_owner), result.ValueOrDefault(_tags));
}
