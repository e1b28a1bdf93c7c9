using System.Text;

namespace Allocation.Core.Definitions.Paths;

/// <summary>Reads the text of a path, once, from left to right.</summary>
internal sealed class PathReader(string text, bool wild)
{
    private int _at;

    public List<PathElement> ReadAll()
    {
        var elements = new List<PathElement>();
        if (text == ".") return elements;
        if (text.StartsWith('.')) _at = 1;
        while (true)
        {
            elements.Add(ReadElement());
            if (_at == text.Length) return elements;
            if (text[_at] != '.') throw Wrong($"'{text[_at]}' is unexpected");
            _at++;
        }
    }

    private PathElement ReadElement()
    {
        var name = ReadName(".[", "a key");
        var selectors = new List<PathSelector>();
        while (_at < text.Length && text[_at] == '[')
        {
            _at++;
            selectors.Add(ReadSelector());
            var key = selectors[^1].Key;
            if (selectors.Count(s => s.Key == key) > 1) throw Wrong($"the key '{key ?? "*"}' is selected twice");
        }

        return new PathElement(name, selectors);
    }

    private PathSelector ReadSelector()
    {
        var key = ReadName("=", "the key of a selector");
        if (_at == text.Length) throw Wrong("a selector must be written [key=value]");
        _at++;
        var (value, any, isNull) = ReadText("]", rawDot: true);
        if (_at == text.Length) throw Wrong("a selector must be closed with ]");
        _at++;
        return any ? new PathSelector(key, null, AnyValue: true) : new PathSelector(key, isNull ? null : value);
    }

    private string? ReadName(string ends, string what)
    {
        var (name, any, isNull) = ReadText(ends, rawDot: false);
        if (any) return null;
        if (isNull) throw Wrong($@"{what} must not be \0");
        return name.Length > 0 ? name : throw Wrong($"{what} must not be empty");
    }

    private (string Text, bool Any, bool IsNull) ReadText(string ends, bool rawDot)
    {
        var start = _at;
        var read = new StringBuilder();
        var (stars, isNull) = (0, false);
        for (; _at < text.Length && !ends.Contains(text[_at]); _at++)
        {
            var c = text[_at];
            if (c == '\\') c = ReadEscape(ref isNull);
            else if (c == '*') stars++;
            else if ("[]=".Contains(c) || (c == '.' && !rawDot)) throw Wrong($"'{c}' needs a backslash");
            if (c != '\0') read.Append(c);
        }

        if (isNull && _at - start > 2) throw Wrong(@"\0 must be the whole value");
        if (stars == 0) return (read.ToString(), false, isNull);
        if (!wild) throw Wrong("a wildcard is not allowed here");
        return _at - start == 1 ? ("", true, false) : throw Wrong("a wildcard must be the whole key or value");
    }

    private char ReadEscape(ref bool isNull)
    {
        _at++;
        if (_at == text.Length) throw Wrong("it ends in the middle of an escape");
        if (text[_at] == '0') isNull = true;
        else if (!@"\[].*=".Contains(text[_at])) throw Wrong($@"'\{text[_at]}' is not an escape");
        return isNull && text[_at] == '0' ? '\0' : text[_at];
    }

    private FormatException Wrong(string reason) => new($"'{text}' is not a path: {reason} (at character {_at + 1})");
}
