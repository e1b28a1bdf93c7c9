using System.Text;

namespace Allocation.Core.Definitions.Paths;

/// <summary>How names and values are written inside a path.</summary>
internal static class PathText
{
    private const string Special = @"\[].*=";

    /// <summary>A name, with a backslash before each character that means something.</summary>
    public static string Escape(string name) => Escape(name, Special);

    /// <summary>A value of a selector: as a name, but a dot stays.</summary>
    public static string EscapeValue(string value) => Escape(value, @"\[]*=");

    private static string Escape(string text, string special)
    {
        if (text.AsSpan().IndexOfAny(special) < 0) return text;
        var escaped = new StringBuilder(text.Length + 4);
        foreach (var c in text)
        {
            if (special.Contains(c)) escaped.Append('\\');
            escaped.Append(c);
        }

        return escaped.ToString();
    }
}
