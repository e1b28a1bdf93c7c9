namespace Allocation.Core.ResourcePools.PoolsYaml;

/// <summary>Reads YAML. It lives with the stores, because PowerShell modules bring YAML libraries of other versions along.</summary>
internal interface IPoolsYamlReader
{
    /// <summary>The one document of a file.</summary>
    /// <exception cref="Errors.InvalidPoolFileException">It cannot be read, or is no YAML; the message says the line.</exception>
    PoolsYamlNode Read(string path);
}
