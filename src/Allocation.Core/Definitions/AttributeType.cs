namespace Allocation.Core.Definitions;

/// <summary>What values an attribute has.</summary>
public enum AttributeType
{
    /// <summary><c>string</c>: text.</summary>
    Text,

    /// <summary><c>int</c>: a whole number of 64 bits.</summary>
    Integer,

    /// <summary><c>number</c>: any number.</summary>
    Number,

    /// <summary><c>bool</c>: true or false.</summary>
    Boolean,

    /// <summary><c>dict</c>: names with values of any kind.</summary>
    Dictionary,

    /// <summary><c>list</c>: values of any kind.</summary>
    List,
}
