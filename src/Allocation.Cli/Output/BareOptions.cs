using System.CommandLine;

namespace Allocation.Cli.Output;

/// <summary>The options of a list that leave of each result what another command takes: <c>--quiet</c> its id, <c>--names</c> its
/// name.</summary>
internal sealed class BareOptions<T>
{
    private readonly Option<bool> _quiet;
    private readonly Option<bool>? _names;
    private readonly Func<T, string> _id;
    private readonly Func<T, string>? _name;

    private BareOptions(Command command, Option<bool> quiet, Func<T, string> id, Func<T, string>? name)
    {
        (_quiet, _id, _name) = (quiet, id, name);
        command.Add(quiet);
        if (name is not null)
        {
            _names = new("--names") { Description = "Only the names, one a line, without a heading." };
            command.Add(_names);
        }

        command.Validators.Add(result =>
        {
            var (quiet, names) = (result.GetValue(_quiet), _names is not null && result.GetValue(_names));
            if (quiet && names) result.AddError("--quiet and --names must not be combined.");
            if ((quiet || names) && result.GetValue(GlobalOptions.Json))
                result.AddError($"{(quiet ? "--quiet" : "--names")} and --json must not be combined.");
        });
    }

    /// <summary>Puts the options on a list of things that have an id.</summary>
    /// <param name="command">The command.</param>
    /// <param name="id">The id, as other commands take it.</param>
    /// <param name="name">The name; null when there is none besides the id, so that both options mean the same.</param>
    public static BareOptions<T> ById(Command command, Func<T, string> id, Func<T, string>? name = null) =>
        new(command, new("--quiet", name is null
            ? ["-q", "--names"]
            : ["-q"])
        { Description = "Only the ids, one a line, without a heading." }, id, name);

    /// <summary>Puts the options on a list of things that other commands take by their names, so that both options mean the same.</summary>
    public static BareOptions<T> ByName(Command command, Func<T, string> name) =>
        new(command, new("--quiet", "-q", "--names") { Description = "Only the names, one a line, without a heading." }, name, null);

    /// <summary>Whether <c>--quiet</c> or <c>--names</c> was given.</summary>
    public bool AreGiven(CommandRun run) => Chosen(run) is not null;

    /// <summary>Begins the results: bare ones, or those of <see cref="ResultWriter.List"/>.</summary>
    public ResultList<T> List(CommandRun run, IReadOnlyList<Column<T>> columns) =>
        Chosen(run) is { } text ? run.Results.Bare(text) : run.Results.List(columns);

    private Func<T, string>? Chosen(CommandRun run)
    {
        if (run.Arguments.GetValue(_quiet)) return _id;
        return _names is not null && run.Arguments.GetValue(_names) ? _name : null;
    }
}
