namespace Allocation.Core.Definitions;

/// <summary>Who may set an attribute, and when. Source: Inmanta's attribute modifiers.</summary>
public enum AttributeModifier
{
    /// <summary><c>r</c>: only allocation sets it.</summary>
    Read,

    /// <summary><c>rw</c>: set when the instance is made, fixed afterwards.</summary>
    ReadWrite,

    /// <summary><c>rw+</c>: set whenever an update is allowed.</summary>
    ReadWritePlus,
}
