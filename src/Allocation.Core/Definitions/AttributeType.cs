namespace Allocation.Core.Definitions;

/// <summary>What values an attribute has.</summary>
public enum AttributeType
{
    /// <summary>Text.</summary>
    Text,

    /// <summary>A whole number of 64 bits.</summary>
    Integer,
}
