namespace Allocation.Core.Errors;

/// <summary>The name or an attribute of a service is not acceptable.</summary>
public sealed class InvalidServiceException : AllocationException
{
    /// <summary>One mistake, as a whole sentence.</summary>
    public InvalidServiceException(string? name, string message)
        : base(ErrorKind.InvalidService, name, message)
    {
        Name = name;
        Mistakes = [message];
    }

    /// <summary>All mistakes in the attributes of a service.</summary>
    public InvalidServiceException(string definition, string? name, IReadOnlyList<string> mistakes)
        : base(ErrorKind.InvalidService, name, $"The {definition} '{name}' is not valid: {string.Join("; ", mistakes)}.")
    {
        Name = name;
        Mistakes = mistakes;
    }

    /// <summary>The name that was given, as it was given.</summary>
    public string? Name { get; }

    /// <summary>Each mistake with the path of the attribute and what was expected.</summary>
    public IReadOnlyList<string> Mistakes { get; }
}
