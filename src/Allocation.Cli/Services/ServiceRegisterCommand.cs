using System.CommandLine;
using Allocation.Core.Definitions;
using Allocation.Core.Errors;
using Allocation.Core.Files;
using Allocation.Core.Results;
using Allocation.Core.Storage;

namespace Allocation.Cli.Services;

/// <summary><c>service register</c></summary>
internal sealed class ServiceRegisterCommand : ChangeCommand
{
    private readonly Argument<string[]> _files = new("file")
    {
        Description = "JSON documents, one definition each.",
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

    private static ServiceDefinition Register(CommandRun run, string file)
    {
        try
        {
            return run.System.Definitions.Register(InputFile.ReadText(file), run.Cancellation);
        }
        catch (InvalidDefinitionException e) when (string.IsNullOrEmpty(e.Definition))
        {
            throw new InvalidDefinitionException(file, e.Mistakes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDefinitionException(file, [$"the file cannot be read: {e.Message}"]);
        }
    }
}
