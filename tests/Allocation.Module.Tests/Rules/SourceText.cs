namespace Allocation.Module.Tests.Rules;

/// <summary>The texts of a C# source: what is between quotes, without the values that are put in, and the doc comments.</summary>
internal sealed class SourceText
{
    private readonly string _source;
    private readonly List<(int Line, string Text)> _literals = [];
    private readonly List<(int Line, string Text)> _docs = [];
    private int _at;
    private int _end;

    /// <summary>Reads a source that compiles.</summary>
    public SourceText(string source)
    {
        _source = source;
        Code(ends: '\0');
    }

    /// <summary>Each literal with its line, those that a plus joins as one; a value in an interpolated one is a line feed.</summary>
    public IReadOnlyList<(int Line, string Text)> Literals => _literals;

    /// <summary>Each line of a doc comment, without its slashes.</summary>
    public IReadOnlyList<(int Line, string Text)> Docs => _docs;

    private int Line => _source.AsSpan(0, _at).Count('\n') + 1;

    // Until the end of the source, or the brace that ends a value in a literal.
    private void Code(char ends)
    {
        for (var depth = 0; _at < _source.Length && (depth > 0 || _source[_at] != ends);)
        {
            var c = _source[_at];
            if (Begins("//")) Comment();
            else if (Begins("/*")) _at = _source.IndexOf("*/", _at, StringComparison.Ordinal) + 2;
            else if (c == '\'') Character();
            else if (c is '"' or '$' or '@') Literal();
            else
            {
                depth += c switch { '{' => 1, '}' => -1, _ => 0 };
                _at++;
            }
        }
    }

    private void Comment()
    {
        var end = _source.IndexOf('\n', _at) is var feed and >= 0 ? feed : _source.Length;
        if (Begins("///")) _docs.Add((Line, _source[(_at + 3)..end].Trim()));
        _at = end;
    }

    private void Character()
    {
        for (_at++; _source[_at] != '\'';) _at += _source[_at] == '\\' ? 2 : 1;
        _at++;
    }

    private void Literal()
    {
        var (line, start) = (Line, _at);
        var (dollars, isVerbatim) = (0, false);
        for (; _source[_at] is '$' or '@'; _at++)
        {
            if (_source[_at] == '$') dollars++;
            else isVerbatim = true;
        }

        // An at sign alone is part of a name.
        var quotes = Run('"');
        if (quotes == 0) return;
        if (isVerbatim || quotes == 2) quotes = 1;
        _at += quotes;
        var joined = start > _end && _source[_end..start].Trim() == "+" ? _literals.Count - 1 : -1;
        var text = Text(quotes, dollars, isVerbatim);
        _end = _at;
        if (joined < 0) _literals.Add((line, text));
        else _literals[joined] = (_literals[joined].Line, _literals[joined].Text + text);
    }

    private string Text(int quotes, int dollars, bool isVerbatim)
    {
        var text = new System.Text.StringBuilder();
        while (true)
        {
            if (_source[_at] == '"' && Run('"') >= quotes && !(isVerbatim && Begins("\"\"")))
            {
                _at += quotes;
                return text.ToString();
            }

            var isDoubled = isVerbatim && _source[_at] == '"' || quotes == 1 && dollars > 0 && (Begins("{{") || Begins("}}"));
            if (dollars > 0 && !isDoubled && Run('{') >= dollars)
            {
                text.Append('\n');
                _at += Run('{');
                Code(ends: '}');
                _at += dollars;
                continue;
            }

            var length = isDoubled || (quotes == 1 && !isVerbatim && _source[_at] == '\\') ? 2 : 1;
            text.Append(_source, _at, length);
            _at += length;
        }
    }

    private bool Begins(string sign) => string.CompareOrdinal(_source, _at, sign, 0, sign.Length) == 0;

    private int Run(char c)
    {
        var count = 0;
        while (_at + count < _source.Length && _source[_at + count] == c) count++;
        return count;
    }
}
