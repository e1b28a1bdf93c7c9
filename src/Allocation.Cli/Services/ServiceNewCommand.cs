using System.CommandLine;
using Allocation.Core.Errors;
using Allocation.Core.Results;
using Allocation.Core.Services;
using Allocation.Core.Storage;

namespace Allocation.Cli.Services;

/// <summary><c>service new</c></summary>
internal sealed class ServiceNewCommand : ChangeCommand
{
    private readonly Argument<string> _definition = DefinitionArgument.Make();
    private readonly Argument<string[]> _names = new("name")
    {
        Description = "The names of the new services; none when the attributes have the name.",
        Arity = ArgumentArity.ZeroOrMore,
    };
    private readonly CreationOptions _creation;
    private readonly AttributeOptions _attributes;
    private readonly NoteOptions _notes;

    /// <summary>Declares it.</summary>
    public ServiceNewCommand()
        : base("new", "Creates services of a definition, each with all the values from its allocators, or not at all.")
    {
        Add(_definition);
        Add(_names);
        _attributes = new AttributeOptions(this);
        _notes = new NoteOptions(this);
        _creation = new CreationOptions(this, result => result.GetResult(_names) is { Tokens.Count: > 1 },
            "Keep a service whose allocation failed, as 'rejected', to be resumed or removed.");
    }

    /// <inheritdoc/>
    public override StoreAct StoreActOf(ParseResult parse) => StoreAct.CreateService;

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        var parse = run.Arguments;
        var given = parse.GetValue(_names) ?? [];
        var definition = run.System.Definitions.Get(parse.GetRequiredValue(_definition), given, run.Cancellation);
        string?[] names = given.Length > 0 ? [.. given] : [null];
        var notes = _notes.ReadNew(parse, mistake => new InvalidServiceException(null, mistake));
        ServiceRequest Request(string? name) =>
            ServiceRequest.Of(definition, _attributes.Read(parse), name, _creation.KeepPartial(parse)) with { Notes = notes };
        ServiceRow Row(ServiceInstance instance) => ServiceRow.Of(run.System, instance);
        var services = run.System.Services;
        using var results = run.Results.List(ServiceColumns.All, single: names.Length == 1);
        return _creation.Create(
            run,
            [.. names.Select(name => new AskedService(0, () => Request(name)))],
            results,
            (all, id) => services.CreateAll(all, id, run.Cancellation).Select(outcome => Row(outcome.Instance)),
            Row);
    }
}
