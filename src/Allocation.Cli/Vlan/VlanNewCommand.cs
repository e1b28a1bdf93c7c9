using System.CommandLine;

namespace Allocation.Cli.Vlan;

/// <summary><c>vlan new</c></summary>
internal sealed class VlanNewCommand : StoreCommand
{
    private readonly Argument<string[]> _names = new("name") { Description = "The names of the new services.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<bool> _keepPartial = new("--keep-partial") { Description = "Keep a service that got only one of its VLAN ids, as 'rejected', to be resumed or removed." };
    private readonly Option<bool> _atomic = new("--atomic") { Description = "All of the services or none." };
    private readonly Option<string?> _requestId = new("--request-id")
    {
        Description = "Your id of this request: the same again gives the same services and takes nothing.",
        HelpName = "ID",
    };

    private readonly VlanSettings _settings;

    /// <summary>Declares it.</summary>
    public VlanNewCommand()
        : base("new", "Makes services with a north and a south VLAN id each. One that fails gives back what it took and does not stop the rest.")
    {
        Add(_names);
        _settings = new VlanSettings(this);
        Add(_keepPartial);
        Add(_atomic);
        Add(_requestId);
        Validators.Add(result =>
        {
            if (result.GetValue(_atomic) && result.GetValue(_keepPartial)) result.AddError("--atomic keeps nothing in part: it does not go with --keep-partial.");
            if (result.GetResult(_requestId) is not null && !result.GetValue(_atomic) && result.GetResult(_names) is { Tokens.Count: > 1 })
                result.AddError("A request id stands for one request: several names need --atomic with --request-id.");
        });
    }

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        var parse = run.Arguments;
        var names = parse.GetRequiredValue(_names);
        var requests = names.Select(name => _settings.Read(parse, name, parse.GetValue(_keepPartial)));
        var requestId = parse.GetValue(_requestId);
        var services = run.System.VlanServices;
        using var results = run.Results.List(VlanColumns.All, single: names.Length == 1);
        if (parse.GetValue(_atomic))
        {
            results.AddAll(services.CreateAll(requests, requestId, run.Cancellation));
            return ExitCodes.Ok;
        }

        return run.ForEach(
            requests,
            request =>
            {
                var outcome = services.Create(request, requestId, run.Cancellation);
                results.Add(outcome.Service);
                if (outcome.Failure is { } failure) throw failure;
            });
    }
}
