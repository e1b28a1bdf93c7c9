using System.Diagnostics.CodeAnalysis;

namespace Allocation.Core.Definitions.Paths;

/// <summary>
/// The address of a value inside the attributes of a service, such as <c>ports[name=eth0].vlan_id</c>. Parts are joined by
/// dots, a first dot may be left out, a single dot is the whole. <c>list[key=value]</c> picks the item of a list; several
/// selectors hold together; <c>\0</c> as the value is null. Each of <c>\ [ ] . * =</c> is written with a backslash before it,
/// the dot of a selector's value need not. A wildcard <c>*</c> stands for a whole key or value, in wild paths only.
/// Source: Inmanta's DictPath.
/// </summary>
public sealed class DictPath : IEquatable<DictPath>
{
    private string? _text;

    private DictPath(IReadOnlyList<PathElement> elements) => Elements = elements;

    /// <summary>The whole.</summary>
    public static DictPath Root { get; } = new([]);

    /// <summary>Its steps from the outside to the inside.</summary>
    public IReadOnlyList<PathElement> Elements { get; }

    /// <summary>Whether it has a wildcard.</summary>
    public bool IsWild => Elements.Any(e => e.IsWild);

    /// <summary>Whether it is the whole.</summary>
    public bool IsRoot => Elements.Count == 0;

    /// <summary>The path to what contains the last step.</summary>
    public DictPath Parent => Elements.Count <= 1 ? Root : new(Elements.Take(Elements.Count - 1).ToList());

    /// <summary>Reads a path without wildcards.</summary>
    /// <exception cref="FormatException">The text is none; the message says where and why.</exception>
    public static DictPath Parse(string text) => new(new PathReader(text, wild: false).ReadAll());

    /// <summary>Reads a path that may have wildcards.</summary>
    /// <exception cref="FormatException">The text is none; the message says where and why.</exception>
    public static DictPath ParseWild(string text) => new(new PathReader(text, wild: true).ReadAll());

    /// <summary>Reads a path; false with the reason when the text is none.</summary>
    public static bool TryParse(string text, bool wild, [NotNullWhen(true)] out DictPath? path, [NotNullWhen(false)] out string? mistake)
    {
        try
        {
            path = new(new PathReader(text, wild).ReadAll());
            mistake = null;
            return true;
        }
        catch (FormatException e)
        {
            path = null;
            mistake = e.Message;
            return false;
        }
    }

    /// <summary>The path of one key.</summary>
    public static DictPath Of(string key) => new([new PathElement(key)]);

    /// <summary>The path of these steps.</summary>
    public static DictPath Of(IEnumerable<PathElement> elements) => new(elements.ToList());

    /// <summary>A path one key deeper.</summary>
    public DictPath Then(string key) => new([.. Elements, new PathElement(key)]);

    /// <summary>A path one step deeper.</summary>
    public DictPath Then(PathElement element) => new([.. Elements, element]);

    /// <summary>A path that goes on with another one.</summary>
    public DictPath Then(DictPath rest) => rest.IsRoot ? this : IsRoot ? rest : new([.. Elements, .. rest.Elements]);

    /// <summary>As it is written; equal paths have equal texts.</summary>
    public override string ToString() => _text ??= IsRoot ? "." : string.Join('.', Elements);

    /// <inheritdoc/>
    public bool Equals(DictPath? other) => other is not null && ToString() == other.ToString();

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as DictPath);

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);
}
