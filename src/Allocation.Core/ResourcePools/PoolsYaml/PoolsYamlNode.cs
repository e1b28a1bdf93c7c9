namespace Allocation.Core.ResourcePools.PoolsYaml;

/// <summary>A part of a YAML file, with its line: a scalar, a list or a mapping.</summary>
/// <param name="Line">Where it begins, from 1.</param>
internal sealed record PoolsYamlNode(int Line)
{
    /// <summary>The text of a scalar; null for the other kinds, and for nothing at all.</summary>
    public string? Scalar { get; init; }

    /// <summary>Whether the scalar is in quotes or in a block, so that it is text and no number.</summary>
    public bool IsText { get; init; }

    /// <summary>Whether its type is said by a tag, such as <c>!!str</c>.</summary>
    public bool IsTagged { get; init; }

    /// <summary>The items of a list; null for the other kinds.</summary>
    public IReadOnlyList<PoolsYamlNode>? Items { get; init; }

    /// <summary>The entries of a mapping in the order of the file, doubles included; null for the other kinds.</summary>
    public IReadOnlyList<PoolsYamlEntry>? Entries { get; init; }

    /// <summary>Whether it is nothing: empty, <c>~</c> or <c>null</c>.</summary>
    public bool IsNull => Items is null && Entries is null && !IsText && Scalar is null or "" or "~" or "null" or "Null" or "NULL";
}

/// <summary>One entry of a mapping in a YAML file.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Line">The line of the key, from 1.</param>
/// <param name="Value">Its value.</param>
internal sealed record PoolsYamlEntry(string Key, int Line, PoolsYamlNode Value)
{
    /// <summary>Whether the key is in quotes.</summary>
    public bool IsText { get; init; }
}
