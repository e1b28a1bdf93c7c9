namespace Allocation.Core.Definitions;

/// <summary>Something that a version of a definition describes.</summary>
internal interface IDefinedInstance
{
    /// <summary>Its id.</summary>
    string Id { get; }

    /// <summary>The name of the definition.</summary>
    string Definition { get; }

    /// <summary>The version with which it was last validated.</summary>
    int DefinitionVersion { get; }
}
