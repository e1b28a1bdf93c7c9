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

/// <summary>How modifiers are written in definitions.</summary>
internal static class AttributeModifiers
{
    /// <summary>The modifier of that name, or null.</summary>
    public static AttributeModifier? Find(string name) => name switch
    {
        "r" => AttributeModifier.Read,
        "rw" => AttributeModifier.ReadWrite,
        "rw+" => AttributeModifier.ReadWritePlus,
        _ => null,
    };

    /// <summary>The name of a modifier.</summary>
    public static string NameOf(AttributeModifier modifier) => modifier switch
    {
        AttributeModifier.Read => "r",
        AttributeModifier.ReadWrite => "rw",
        AttributeModifier.ReadWritePlus => "rw+",
    };
}
