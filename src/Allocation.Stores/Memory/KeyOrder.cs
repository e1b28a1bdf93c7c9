using Allocation.Core.Storage;

namespace Allocation.Stores.Memory;

/// <summary>The orders of the keys of <see cref="MemoryIndex{TKey, TRow}"/>: text by code point, as the databases sort it.</summary>
internal static class KeyOrder
{
    public static IComparer<string> Text { get; } = CodePointOrder.Instance;

    public static IComparer<(string, string)> TextText { get; } = Comparer<(string, string)>.Create(
        (x, y) => Text.Compare(x.Item1, y.Item1) is var first && first != 0 ? first : Text.Compare(x.Item2, y.Item2));

    public static IComparer<(string, long)> TextNumber { get; } = Comparer<(string, long)>.Create(
        (x, y) => Text.Compare(x.Item1, y.Item1) is var first && first != 0 ? first : x.Item2.CompareTo(y.Item2));

    public static IComparer<(string, long, long)> TextNumberNumber { get; } = Comparer<(string, long, long)>.Create(
        (x, y) => TextNumber.Compare((x.Item1, x.Item2), (y.Item1, y.Item2)) is var first && first != 0
            ? first
            : x.Item3.CompareTo(y.Item3));

    public static IComparer<(long, string)> NumberText { get; } = Comparer<(long, string)>.Create(
        (x, y) => x.Item1.CompareTo(y.Item1) is var first && first != 0 ? first : Text.Compare(x.Item2, y.Item2));

    public static IComparer<long> Number { get; } = Comparer<long>.Default;

    public static IComparer<(long, long)> NumberNumber { get; } = Comparer<(long, long)>.Default;

    public static IComparer<(string, string, long)> TextTextNumber { get; } = Comparer<(string, string, long)>.Create(
        (x, y) => TextText.Compare((x.Item1, x.Item2), (y.Item1, y.Item2)) is var first && first != 0 ? first : x.Item3.CompareTo(y.Item3));

    public static IComparer<(string, long, string, string)> Ledger { get; } = Comparer<(string, long, string, string)>.Create(
        (x, y) => TextNumber.Compare((x.Item1, x.Item2), (y.Item1, y.Item2)) is var first && first != 0
            ? first
            : TextText.Compare((x.Item3, x.Item4), (y.Item3, y.Item4)));

    /// <summary>Appended to a text, it follows all that begin with that text.</summary>
    public const string Last = "\U0010FFFF";

    /// <summary>The text that follows <paramref name="text"/> at once, so that all keys that begin with <paramref name="text"/> as a whole
    /// part are below it.</summary>
    public static string After(string text) => text + "\0";
}
