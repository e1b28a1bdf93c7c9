namespace Allocation.Core.Errors;

/// <summary>A service definition has mistakes; all of them are listed.</summary>
public sealed class InvalidDefinitionException(string? definition, IReadOnlyList<string> mistakes)
    : AllocationException(ErrorKind.InvalidDefinition, definition,
        $"The service definition{(string.IsNullOrEmpty(definition) ? "" : $" '{definition}'")} cannot be used: " +
        $"{string.Join("; ", mistakes)}")
{
    /// <summary>The name of the definition, or the file that should have one; null when neither is known.</summary>
    public string? Definition { get; } = definition;

    /// <summary>Each mistake with its path in the document.</summary>
    public IReadOnlyList<string> Mistakes { get; } = mistakes;
}
