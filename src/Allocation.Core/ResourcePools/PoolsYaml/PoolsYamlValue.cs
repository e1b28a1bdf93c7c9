using System.Globalization;
using Allocation.Core.Hooks;

namespace Allocation.Core.ResourcePools.PoolsYaml;

/// <summary>The value of one setting in a <c>pools.yaml</c>. One of another type than wanted is a mistake of the file, and its fallback is
/// given.</summary>
/// <param name="file">The file.</param>
/// <param name="pool">The pool that it is a setting of.</param>
/// <param name="key">The key of the setting.</param>
/// <param name="value">Its value; not null.</param>
internal sealed class PoolsYamlValue(PoolsYamlFile file, string pool, string key, PoolsYamlNode value)
{
    /// <summary>A whole number.</summary>
    public int Number(int fallback) => Number(value, fallback);

    /// <summary>A number of seconds.</summary>
    public TimeSpan Seconds(TimeSpan fallback) =>
        !value.IsText && YamlNumber.Doubt(value.Scalar) is null
        && double.TryParse(value.Scalar, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
            out var seconds) && Math.Abs(seconds) < 3e9
            ? TimeSpan.FromSeconds(seconds)
            : WrongNumber(value, "a number of seconds", fallback);

    /// <summary>Yes or no, in the words of YAML 1.1.</summary>
    public bool Flag(bool fallback) => value.Scalar?.ToLowerInvariant() switch
    {
        "true" or "yes" or "on" when !value.IsText => true,
        "false" or "no" or "off" when !value.IsText => false,
        _ => Wrong(value, "true or false", fallback),
    };

    /// <summary>A text; null when it is none.</summary>
    public string? Text() => Text(value);

    /// <summary>A command. A list is a program with its arguments; resalloc knows only the line for the shell.</summary>
    public HookCommand? Command() =>
        value.Items is not null ? HookCommand.Direct(Texts(Argument))
        : value.Scalar is not null ? (Text(value) is { } line ? HookCommand.Shell(line) : null)
        : Wrong<HookCommand?>(value, "a line for the shell or a list of arguments", null);

    /// <summary>A list of texts.</summary>
    public IReadOnlyList<string> Texts() => Texts(Text);

    /// <summary>A list of tags, each with a priority or without.</summary>
    public IReadOnlyList<PoolTag> Tags()
    {
        if (value.Items is null) return Wrong<IReadOnlyList<PoolTag>>(value, "a list of tags", []);
        var tags = new List<PoolTag>();
        foreach (var node in value.Items)
        {
            if (Tag(node) is not { } tag) continue;
            if (!tags.Contains(tag)) tags.Add(tag);
            else file.Warn(node.Line, $"{pool}: the tag '{tag.Name}' is in {key} twice and counts once.");
        }

        return tags;
    }

    private IReadOnlyList<string> Texts(Func<PoolsYamlNode, string?> item) =>
        value.Items is null
            ? Wrong<IReadOnlyList<string>>(value, "a list of texts", [])
            : value.Items.Select(item).OfType<string>().ToArray();

    private PoolTag? Tag(PoolsYamlNode node)
    {
        if (node.Scalar is not null) return Text(node) is { } plain ? new PoolTag(plain) : null;
        string? name = null;
        var priority = 0;
        foreach (var entry in node.Entries ?? [])
        {
            if (entry.Key == "name") name = Text(entry.Value);
            else if (entry.Key == "priority") priority = Number(entry.Value, 0);
            else file.Warn(entry.Line, $"{pool}: '{entry.Key}' is unknown in a tag and is ignored.");
        }

        if (name is not null) return new PoolTag(name, priority);
        var isToldAlready = node.Entries?.Any(entry => entry.Key == "name") == true;
        return isToldAlready
            ? null
            : Wrong<PoolTag?>(node, "a list of tags, each a text, or a mapping with a name and perhaps a priority", null);
    }

    private string? Text(PoolsYamlNode node)
    {
        if (node.Scalar is not { } text) return Wrong<string?>(node, "a text", null);
        if (node.IsText || YamlText.Doubt(text) is not { } doubt) return text;
        file.Mistake(node.Line, $"{pool}: {key} is text, and {doubt}");
        return null;
    }

    // Only we read commands as lists, and to us the arguments of a program are texts.
    private string? Argument(PoolsYamlNode node) => node.Scalar ?? Wrong<string?>(node, "a text", null);

    private int Number(PoolsYamlNode node, int fallback) =>
        !node.IsText && YamlNumber.Doubt(node.Scalar) is null
            && int.TryParse(node.Scalar, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : WrongNumber(node, "a whole number", fallback);

    // A spelling that others read must not only be wrong: the line says what resalloc makes of it.
    private T WrongNumber<T>(PoolsYamlNode node, string expected, T fallback)
    {
        if (node.Scalar is { } quoted && node.IsText && double
            .TryParse(quoted, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _))
            file.Mistake(node.Line,
                $"{pool}: {key} must be {expected}, and '{quoted}' in quotes is text. resalloc takes the text and fails when it " +
                "calculates with it. Write it without quotes.");
        else if (!node.IsText && YamlNumber.Doubt(node.Scalar) is { } doubt)
            file.Mistake(node.Line, $"{pool}: {key} must be {expected}, and {doubt}");
        else return Wrong(node, expected, fallback);
        return fallback;
    }

    private T Wrong<T>(PoolsYamlNode node, string expected, T fallback)
    {
        file.Mistake(node.Line, $"{pool}: {key} must be {expected}{(node.Scalar is { } text ? $", not '{text}'" : "")}.");
        return fallback;
    }
}
