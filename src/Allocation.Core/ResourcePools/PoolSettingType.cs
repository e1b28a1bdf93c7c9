using Allocation.Core.Hooks;
using Allocation.Core.Pools;
using Allocation.Core.ResourcePools.PoolsYaml;

namespace Allocation.Core.ResourcePools;

/// <summary>A type of settings.</summary>
/// <param name="Bind">Takes the value that a front end has bound.</param>
/// <param name="Read">Reads the value of a file; gives the second value when it is of another type.</param>
/// <param name="Mistakes">What is wrong with a value of the setting with this key.</param>
internal sealed record PoolSettingType<T>(Func<object?, T> Bind, Func<PoolsYamlValue, T, T> Read,
    Func<string, T, IEnumerable<string>> Mistakes);

/// <summary>The types of settings, with their bounds.</summary>
internal static class PoolSettingType
{
    // In UTF-16 characters.
    private const int LongestName = 200;

    /// <summary>A text for people.</summary>
    public static PoolSettingType<string?> Text { get; } = new(value => (string?)value, (yaml, _) => yaml.Text(), (_, _) => []);

    /// <summary>Yes or no.</summary>
    public static PoolSettingType<bool> Flag { get; } = new(value => (bool)value!, (yaml, old) => yaml.Flag(old), (_, _) => []);

    /// <summary>Names, each once.</summary>
    public static PoolSettingType<IReadOnlyList<string>> Names { get; } =
        new(value => (string[])value!, (yaml, _) => yaml.Texts(), NameMistakes);

    /// <summary>Names that become part of the name of a variable.</summary>
    public static PoolSettingType<IReadOnlyList<string>> Counters { get; } = Names with
    {
        Mistakes = (key, counters) => NameMistakes(key, counters)
            .Concat(counters.Where(c => c.Contains('=')).Select(c =>
                $"'{c}' must not contain an equals sign: it is the name of a variable.")),
    };

    /// <summary>Tags. One that is given twice with the same priority counts once; with two it is a mistake.</summary>
    public static PoolSettingType<IReadOnlyList<PoolTag>> Tags { get; } = new(
        value => ((string[])value!).Distinct(StringComparer.Ordinal).Select(tag => new PoolTag(tag)).ToArray(),
        (yaml, _) => yaml.Tags(),
        TagMistakes);

    /// <summary>A pattern of names of resources.</summary>
    public static PoolSettingType<string> NamePattern { get; } =
        new(value => (string)value!, (yaml, old) => yaml.Text() ?? old, PatternMistakes);

    /// <summary>A whole number.</summary>
    public static PoolSettingType<int> Number(int least, int most = int.MaxValue) =>
        new(
            value => value is long big ? (int)Math.Clamp(big, -1, int.MaxValue) : (int)value!,
            (yaml, old) => yaml.Number(old),
            (key, number) => BoundMistakes(key, number, least, most));

    /// <summary>A time; a number of seconds in a file.</summary>
    public static PoolSettingType<TimeSpan> Seconds(bool canBeZero, TimeSpan? most = null) => new(
        value => (TimeSpan)value!,
        (yaml, old) => yaml.Seconds(old),
        (key, time) => BoundMistakes(key, time.Ticks, canBeZero ? 0 : 1, (most ?? TimeSpan.MaxValue).Ticks));

    /// <summary>A command: a line for the shell, or a program and its arguments.</summary>
    /// <param name="whyRequired">What is impossible without it; null when a pool can do without.</param>
    public static PoolSettingType<HookCommand?> Command(string? whyRequired = null) => new(
        value => HookCommand.Of((string[]?)value),
        (yaml, _) => yaml.Command(),
        (key, command) => (command, whyRequired) switch
        {
            (null, { } why) => [$"{key} is missing: {why}."],
            ({ } given, { } why) when IsEmpty(given) => [$"{key} is missing: {why}."],
            ({ } given, null) when IsEmpty(given) => [$"{key} must not be empty."],
            _ => [],
        });

    private static bool IsEmpty(HookCommand command) =>
        string.IsNullOrWhiteSpace(command.Line) && (command.Arguments is null or [] || string.IsNullOrWhiteSpace(command.Arguments[0]));

    private static string[] BoundMistakes(string key, long value, long least, long most) =>
        value < 0 ? [$"{key} must not be negative."]
        : value < least ? [$"{key} must not be zero."]
        : value > most ? [$"{key} must be at most {most}."]
        : [];

    private static IEnumerable<string> PatternMistakes(string key, string pattern)
    {
        if (string.IsNullOrEmpty(pattern)) yield return $"{key} must not be empty.";
        foreach (var unknown in ResourceName.Unknown(pattern))
        {
            var name = unknown.Split(':', '!')[0];
            yield return name != unknown && name is ("pool_name" or "id" or "datetime")
                ? $"'{{{unknown}}}' has a format, which resalloc applies as Python does; names here have none. Write {{{name}}}."
                : $"'{{{unknown}}}' is not a placeholder; there are {{pool_name}}, {{id}} and {{datetime}}.";
        }
    }

    private static IEnumerable<string> TagMistakes(string key, IReadOnlyList<PoolTag> tags)
    {
        var priorities = tags.GroupBy(tag => tag.Name, tag => tag.Priority)
            .Select(same => (Tag: same.Key, Given: same.Distinct().ToList())).ToList();
        var contradictions = priorities
            .Where(tag => tag.Given.Count > 1)
            .Select(tag => $"The tag '{tag.Tag}' has the priorities {string.Join(" and ", tag.Given)} in {key}; it must have one.");
        return NameMistakes(key, priorities.Select(tag => tag.Tag)).Concat(contradictions);
    }

    private static IEnumerable<string> NameMistakes(string key, IEnumerable<string> names)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (string.IsNullOrWhiteSpace(name)) yield return $"A name in {key} must not be empty.";
            else if (NameRules.Mistake(name, LongestName) is { } mistake) yield return $"A name in {key} {mistake}.";
            else if (!seen.Add(name)) yield return $"'{name}' must not be in {key} twice.";
        }
    }
}
