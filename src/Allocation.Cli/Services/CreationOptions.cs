using System.CommandLine;
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
    /// <param name="names">Its names of new services.</param>
    /// <param name="keepPartial">What <c>--keep-partial</c> does there.</param>
    public CreationOptions(Command command, Argument<string[]> names, string keepPartial)
    {
        _keepPartial = new("--keep-partial") { Description = keepPartial };
        command.Add(_keepPartial);
        command.Add(_atomic);
        command.Add(_requestId);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_atomic) && result.GetValue(_keepPartial))
                result.AddError("--atomic must not be combined with --keep-partial: it keeps nothing in part.");
            if (result.GetResult(_requestId) is not null && !result.GetValue(_atomic) && result.GetResult(names) is { Tokens.Count: > 1 })
                result.AddError("--request-id needs --atomic when there are several names: a request id identifies one request.");
        });
    }

    /// <summary>Whether a service that did not get all of its values stays.</summary>
    public bool KeepPartial(ParseResult parse) => parse.GetValue(_keepPartial);

    /// <summary>Makes the services, one by one or all together, and shows them.</summary>
    /// <param name="run">The command.</param>
    /// <param name="names">The names of the services; null where the attributes have it.</param>
    /// <param name="describe">What is asked for under a name.</param>
    /// <param name="results">Where they are shown.</param>
    /// <param name="all">Makes all or none, with the request id.</param>
    /// <param name="row">What is shown of one.</param>
    /// <returns>The exit code.</returns>
    public int Create<TRow>(CommandRun run, IReadOnlyList<string?> names, Func<string?, ServiceRequest> describe, ResultList<TRow> results,
        Func<IReadOnlyList<ServiceRequest>, string?, IEnumerable<TRow>> all,
        Func<ServiceInstance, TRow> row)
    {
        var requestId = run.Arguments.GetValue(_requestId);
        if (run.Arguments.GetValue(_atomic))
        {
            return names.Count > 1
                ? CreateAll(run, names, describe, requests => results.AddAll(all(requests, requestId)))
                : run.ForEach(names, name => results.AddAll(all([describe(name)], requestId)));
        }

        var (queue, code) = (run.System.Queue(), ExitCodes.Ok);
        foreach (var name in names)
        {
            IEnumerable<CreationResult> due = [];
            Note(run.ForEach([name], described => due = queue.Add(describe(described), requestId, 0, run.Cancellation)));
            Show(due);
        }

        Show(queue.Rest(run.Cancellation));
        return code;

        // What was made is shown also after Ctrl+C.
        void Show(IEnumerable<CreationResult> made)
        {
            foreach (var result in made)
            {
                Note(run.Attempt(() =>
                {
                    results.Add(row(result.Made.Instance));
                    if (result.Made.Failure is { } failure) throw failure;
                }));
            }
        }

        void Note(int refused) => code = code == ExitCodes.Ok ? refused : code;
    }

    // A transaction ends at the first mistake; the others are found on a copy.
    private static int CreateAll(CommandRun run, IReadOnlyList<string?> names, Func<string?, ServiceRequest> describe,
        Action<IReadOnlyList<ServiceRequest>> create)
    {
        var requests = new List<ServiceRequest>();
        var code = run.ForEach(names, name => requests.Add(describe(name)));
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
        var refused = run.ForEach(review.Refusals, refusal => throw refusal.Error);
        if (review.Note is { } note) run.Errors.Warn(note);
        run.Errors.Warn("--atomic: no service was created, because at least one was refused.");
        return code == ExitCodes.Ok ? refused : code;
    }
}
