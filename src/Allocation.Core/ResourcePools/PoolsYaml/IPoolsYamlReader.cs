namespace Allocation.Core.ResourcePools.PoolsYaml;

/// <summary>Reads YAML. It lives with the stores, because PowerShell modules bring YAML libraries of other versions along.</summary>
internal interface IPoolsYamlReader
{
    /// <summary>The one document of a text.</summary>
    /// <param name="path">The file that it was read from; for messages.</param>
    /// <param name="text">The text.</param>
    /// <exception cref="Errors.InvalidPoolFileException">It is not YAML; the message says the line.</exception>
    PoolsYamlNode Read(string path, string text);
}
