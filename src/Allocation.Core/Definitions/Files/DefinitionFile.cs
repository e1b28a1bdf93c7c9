using Allocation.Core.Errors;
using Allocation.Core.Files;
using Allocation.Core.ResourcePools.PoolsYaml;

namespace Allocation.Core.Definitions.Files;

/// <summary>A file with a service definition: JSON, or YAML where the name ends so, which means the same document.</summary>
internal sealed class DefinitionFile
{
    private readonly string _path;
    private readonly DefinitionYaml? _yaml;

    private DefinitionFile(string path, string document, DefinitionYaml? yaml) => (_path, Document, _yaml) = (path, document, yaml);

    /// <summary>The JSON document.</summary>
    public string Document { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="reader">Gives what reads YAML; called only where that is needed.</param>
    /// <exception cref="InvalidDefinitionException">It cannot be read, or is not YAML that all readers read alike.</exception>
    public static DefinitionFile Read(string path, Func<IPoolsYamlReader> reader)
    {
        try
        {
            var text = InputFile.ReadText(path);
            if (!PoolsYamlFile.IsMeantBy(path)) return new DefinitionFile(path, text, null);
            var yaml = DefinitionYaml.Read(reader().Read(path, text));
            return yaml.Mistakes.Count == 0
                ? new DefinitionFile(path, yaml.Json, yaml)
                : throw new InvalidDefinitionException(path, yaml.Mistakes);
        }
        catch (InvalidPoolFileException error)
        {
            throw new InvalidDefinitionException(path, [error.Reason]);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDefinitionException(path, [$"the file cannot be read: {error.Message}"]);
        }
    }

    /// <summary>Does something with the document; its mistakes say the file, and the lines of YAML.</summary>
    public T Use<T>(Func<string, T> act)
    {
        try
        {
            return act(Document);
        }
        catch (InvalidDefinitionException error) when (_yaml is not null || string.IsNullOrEmpty(error.Definition))
        {
            throw new InvalidDefinitionException(string.IsNullOrEmpty(error.Definition) ? _path : error.Definition,
                _yaml is null ? error.Mistakes : [.. error.Mistakes.Select(_yaml.WithLine)]);
        }
    }
}
