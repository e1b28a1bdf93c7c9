namespace Allocation.Core.Definitions;

/// <summary>How modifiers are written in definitions.</summary>
public static class AttributeModifiers
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
