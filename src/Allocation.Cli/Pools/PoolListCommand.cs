using System.CommandLine;
using System.Globalization;
using Allocation.Cli.Completion;
using Allocation.Cli.Output;
using Allocation.Core.Pools;

namespace Allocation.Cli.Pools;

/// <summary><c>pool list</c></summary>
internal sealed class PoolListCommand : StoreCommand
{
    private readonly Argument<string[]> _names = NameArgument.ZeroOrMore().Completed(StoreWords.Pools);
    private readonly Option<double?> _percent = new("--minimum-percent-used")
    {
        Description = "Only pools that are used to so many percent or more, from 0 to 100.",
        HelpName = "PERCENT",
        CustomParser = result =>
        {
            var text = result.Tokens[^1].Value;
            if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) && percent <= 100)
                return percent;
            result.AddError($"--minimum-percent-used must be between 0 and 100, not '{text}'.");
            return null;
        },
    };
    private readonly NoteFilterOptions _notes;
    private readonly BareOptions<object> _bare;

    /// <summary>Declares it.</summary>
    public PoolListCommand()
        : base("list", "Lists pools of both kinds and how full they are.")
    {
        Add(_names);
        Add(_percent);
        _notes = new NoteFilterOptions(this);
        _bare = BareOptions<object>.ByName(this, PoolResults.NameOf);
    }

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        var results = new PoolResults();
        var filter = new PoolFilter
        {
            MinimumPercentUsed = run.Arguments.GetValue(_percent),
            Notes = _notes.Read(run.Arguments),
        };
        var code = run.ForEach(run.Arguments.GetRequiredValue(_names), name =>
        {
            foreach (var pool in PoolResults.Find(run, new NamePattern(name), filter)) results.Add(pool);
        });
        results.Write(run, single: false, _bare);
        return code;
    }
}
