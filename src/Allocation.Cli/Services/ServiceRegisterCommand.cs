using System.CommandLine;
using Allocation.Core.Definitions;
using Allocation.Core.Definitions.Files;
using Allocation.Core.Results;
using Allocation.Core.Storage;
using Allocation.Stores.Yaml;

namespace Allocation.Cli.Services;

/// <summary><c>service register</c></summary>
internal sealed class ServiceRegisterCommand : ChangeCommand
{
    private readonly Argument<string[]> _files = new("file")
    {
        Description = "JSON documents, one definition each; also as YAML, in files that end in .yaml or .yml.",
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>Declares it.</summary>
    public ServiceRegisterCommand()
        : base("register", "Registers service definitions. All mistakes of one are reported at once; a changed one is a new version.") =>
            Add(_files);

    /// <inheritdoc/>
    public override StoreAct StoreActOf(ParseResult parse) => StoreAct.RegisterDefinition;

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        var files = run.Arguments.GetRequiredValue(_files);
        using var results = run.Results.List(DefinitionColumns.All, single: files.Length == 1);
        return run.ForEach(files, file => results.Add(DefinitionRow.Of(Register(run, file))));
    }

    private static ServiceDefinition Register(CommandRun run, string file) => DefinitionFile.Read(file, () => new PoolsYamlReader())
        .Use(document => run.System.Definitions.Register(document, cancellation: run.Cancellation));
}
