namespace Allocation.Help;

/// <summary>How types are written where people read them.</summary>
internal static class TypeNames
{
    private static readonly Dictionary<string, string> s_short = new()
    {
        ["System.String"] = "string",
        ["System.Int32"] = "int",
        ["System.Int64"] = "long",
        ["System.UInt64"] = "ulong",
        ["System.Boolean"] = "bool",
        ["System.Object"] = "object",
        ["System.Collections.Hashtable"] = "hashtable",
        ["System.Management.Automation.ScriptBlock"] = "scriptblock",
        ["System.Management.Automation.PSObject"] = "psobject",
    };

    /// <summary>The short name.</summary>
    public static string Of(Type type) =>
        type.IsArray ? Of(type.GetElementType()!) + "[]" : s_short.GetValueOrDefault(type.FullName ?? "") ?? type.Name;
}
