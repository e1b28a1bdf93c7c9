using System.CommandLine;
using System.Text.Json.Nodes;
using Allocation.Core.Definitions;
using Allocation.Core.Services;

namespace Allocation.Cli.Services;

/// <summary><c>service new</c></summary>
internal sealed class ServiceNewCommand : StoreCommand
{
    private readonly Argument<string> _definition = DefinitionArgument.Make();
    private readonly Argument<string[]> _names = new("name") { Description = "The names of the new services; none when the attributes have the name.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<bool> _keepPartial = new("--keep-partial") { Description = "Keep a service whose allocation failed, as 'rejected', to be resumed or removed." };
    private readonly Option<bool> _atomic = new("--atomic") { Description = "All of the services or none." };
    private readonly Option<string?> _requestId = new("--request-id") { Description = "Your id of this request: the same again gives the same services and takes nothing.", HelpName = "ID" };
    private readonly AttributeOptions _attributes;

    /// <summary>Declares it.</summary>
    public ServiceNewCommand()
        : base("new", "Makes services of a definition, each with all the values that its allocators give, or not at all.")
    {
        Add(_definition);
        Add(_names);
        _attributes = new AttributeOptions(this);
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
        var definition = run.System.Definitions.Get(parse.GetRequiredValue(_definition), run.Cancellation);
        string?[] names = parse.GetValue(_names) is { Length: > 0 } given ? [.. given] : [null];
        ServiceRequest Request(string? name) => ServiceRequest.Of(definition, Named(definition, _attributes.Read(parse), name), parse.GetValue(_keepPartial));
        var services = run.System.Services;
        using var results = run.Results.List(ServiceRow.Columns, single: names.Length == 1);
        if (parse.GetValue(_atomic))
        {
            results.AddAll(services.CreateAll(names.Select(Request).ToList(), parse.GetValue(_requestId), run.Cancellation).Select(o => ServiceRow.Of(run.System, o.Instance)));
            return ExitCodes.Ok;
        }

        return run.ForEach(
            names,
            name =>
            {
                var outcome = services.Create(Request(name), parse.GetValue(_requestId), run.Cancellation);
                results.Add(ServiceRow.Of(run.System, outcome.Instance));
                if (outcome.Failure is { } failure) throw failure;
            });
    }

    private static JsonObject Named(ServiceDefinition definition, JsonObject attributes, string? name)
    {
        if (name is null) return attributes;
        var isNumber = definition.Shape.Attribute(definition.Identity)!.Type == AttributeType.Integer;
        attributes[definition.Identity] = isNumber && long.TryParse(name, out var number) ? JsonValue.Create(number) : JsonValue.Create(name);
        return attributes;
    }
}
