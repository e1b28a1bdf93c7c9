using System.CommandLine;
using System.CommandLine.Parsing;
using Allocation.Cli.Output;
using Allocation.Core.Errors;
using Allocation.Core.Services;

namespace Allocation.Cli.Services;

/// <summary>What making services has in common, whatever their definition: one by one or all together, asked for once or again.</summary>
internal sealed class CreationOptions
{
    private readonly Option<bool> _keepPartial;
    private readonly Option<bool> _atomic = new("--atomic") { Description = "Creates all of the services or none." };
    private readonly Option<string?> _requestId = new("--request-id")
    {
        Description = "Your id of this request: the same request again returns the same services and takes nothing.",
        HelpName = "ID",
    };

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="isOfSeveral">Whether it is told to make several services.</param>
    /// <param name="keepPartial">What <c>--keep-partial</c> does there.</param>
    public CreationOptions(Command command, Func<CommandResult, bool> isOfSeveral, string keepPartial)
    {
        _keepPartial = new("--keep-partial") { Description = keepPartial };
        command.Add(_keepPartial);
        command.Add(_atomic);
        command.Add(_requestId);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_atomic) && result.GetValue(_keepPartial))
                result.AddError("--atomic must not be combined with --keep-partial: it keeps nothing in part.");
            if (result.GetResult(_requestId) is not null && !result.GetValue(_atomic) && isOfSeveral(result))
                result.AddError("--request-id needs --atomic when there are several services: a request id identifies one request.");
        });
    }

    /// <summary>Whether a service that did not get all of its values stays.</summary>
    public bool KeepPartial(ParseResult parse) => parse.GetValue(_keepPartial);

    /// <summary>Makes the services, one by one or all together, and shows them.</summary>
    /// <param name="run">The command.</param>
    /// <param name="asked">What is asked for.</param>
    /// <param name="results">Where they are shown.</param>
    /// <param name="all">Makes all or none, with the request id.</param>
    /// <param name="row">What is shown of one.</param>
    /// <returns>The exit code.</returns>
    public int Create<TRow>(CommandRun run, IReadOnlyList<AskedService> asked, ResultList<TRow> results,
        Func<IReadOnlyList<ServiceRequest>, string?, IEnumerable<TRow>> all,
        Func<ServiceInstance, TRow> row)
    {
        var requestId = run.Arguments.GetValue(_requestId);
        if (run.Arguments.GetValue(_atomic))
        {
            return asked.Count > 1
                ? CreateAll(run, asked, requests => results.AddAll(all(requests, requestId)))
                : ForEach(run, asked, one => results.AddAll(all([one.Describe()], requestId)));
        }

        var (queue, code) = (run.System.Queue(), ExitCodes.Ok);
        foreach (var one in asked)
        {
            IEnumerable<CreationResult> due = [];
            Note(ForEach(run, [one], asks => due = queue.Add(asks.Describe(), requestId, asks.Line, run.Cancellation)));
            Show(due);
        }

        Show(queue.Rest(run.Cancellation));
        return code;

        // What was made is shown also after Ctrl+C.
        void Show(IEnumerable<CreationResult> made)
        {
            foreach (var result in made)
            {
                Note(run.Attempt(
                    () =>
                    {
                        results.Add(row(result.Made.Instance));
                        if (result.Made.Failure is { } failure) throw failure;
                    },
                    result.Mark));
            }
        }

        void Note(int refused) => code = code == ExitCodes.Ok ? refused : code;
    }

    // A transaction ends at the first mistake; the others are found on a copy.
    private static int CreateAll(CommandRun run, IReadOnlyList<AskedService> asked, Action<IReadOnlyList<ServiceRequest>> create)
    {
        var requests = new List<ServiceRequest>();
        var code = ForEach(run, asked, one => requests.Add(one.Describe()));
        AllocationException? cause = null;
        try
        {
            if (code == ExitCodes.Ok)
            {
                create(requests);
                return code;
            }
        }
        catch (AllocationException e) when (!ErrorTraits.EndsAll(e.Kind))
        {
            cause = e;
        }

        var review = run.Preview.Review(requests, cause, run.Cancellation);
        var refused = ExitCodes.Ok;
        foreach (var (place, error) in review.Refusals)
        {
            var line = place is { } at && requests.Count == asked.Count ? asked[at].Line : 0;
            var wrong = run.Attempt(() => throw error, line);
            if (refused == ExitCodes.Ok) refused = wrong;
        }

        if (review.Note is { } note) run.Errors.Warn(note);
        run.Errors.Warn("--atomic: no service was created, because at least one was refused.");
        return code == ExitCodes.Ok ? refused : code;
    }

    private static int ForEach(CommandRun run, IEnumerable<AskedService> asked, Action<AskedService> work)
    {
        var code = ExitCodes.Ok;
        foreach (var one in asked)
        {
            run.Cancellation.ThrowIfCancellationRequested();
            var refused = run.Attempt(() => work(one), one.Line);
            if (code == ExitCodes.Ok) code = refused;
        }

        return code;
    }
}
