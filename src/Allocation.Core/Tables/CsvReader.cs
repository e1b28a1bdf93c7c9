using System.Text;

namespace Allocation.Core.Tables;

/// <summary>
/// Reads CSV (RFC 4180) in one pass, each row with the line in which it begins. Blank lines are passed over. Blanks around cells do not
/// count, also outside their quotation marks.
/// </summary>
/// <param name="text">The text.</param>
/// <param name="delimiter">What stands between the cells.</param>
internal sealed class CsvReader(string text, char delimiter)
{
    private int _at;
    private int _line = 1;

    /// <summary>The next row; null at the end.</summary>
    /// <exception cref="FormatException">A quotation mark is misplaced; the message is about <see cref="MistakenLine"/>.</exception>
    public CsvRow? Next()
    {
        while (_at < text.Length)
        {
            var (line, cells) = (_line, new List<string>());
            do
            {
                cells.Add(Cell());
            }
            while (TakeDelimiter());

            TakeEnd();
            if (cells.Exists(cell => cell.Length > 0)) return new CsvRow(line, cells);
        }

        return null;
    }

    /// <summary>The line of the mistake.</summary>
    public int MistakenLine { get; private set; }

    private string Cell()
    {
        while (_at < text.Length && IsBlank(text[_at])) _at++;
        return _at < text.Length && text[_at] == '"' ? Quoted() : Bare();
    }

    private string Bare()
    {
        var begin = _at;
        for (; _at < text.Length && text[_at] != delimiter && text[_at] is not ('\r' or '\n'); _at++)
        {
            if (text[_at] == '"')
                throw Mistake(_line, "A cell that has a quotation mark must be in quotation marks, and the mark is written twice.");
        }

        return text[begin.._at].Trim();
    }

    private string Quoted()
    {
        var (opened, cell) = (_line, new StringBuilder());
        for (_at++; _at < text.Length; _at++)
        {
            if (text[_at] == '"' && (_at + 1 == text.Length || text[++_at] != '"')) return Closed(cell);
            if (text[_at] == '\n' || (text[_at] == '\r' && !IsBefore('\n'))) _line++;
            cell.Append(text[_at]);
        }

        throw Mistake(opened, "The quotation mark that begins a cell must have another one that ends it.");
    }

    private string Closed(StringBuilder cell)
    {
        if (_at + 1 == text.Length && text[_at] == '"') _at++;
        while (_at < text.Length && IsBlank(text[_at])) _at++;
        return _at == text.Length || text[_at] == delimiter || text[_at] is '\r' or '\n'
            ? cell.ToString().Trim()
            : throw Mistake(_line, "After the quotation mark that ends a cell must come the next cell or the end of the line; a " +
                "quotation mark within a cell in quotation marks is written twice.");
    }

    private bool TakeDelimiter()
    {
        if (_at == text.Length || text[_at] != delimiter) return false;
        _at++;
        return true;
    }

    private void TakeEnd()
    {
        if (_at == text.Length) return;
        if (text[_at] == '\r' && IsBefore('\n')) _at++;
        _at++;
        _line++;
    }

    private bool IsBlank(char character) => character != delimiter && character is not ('\r' or '\n') && char.IsWhiteSpace(character);

    private bool IsBefore(char next) => _at + 1 < text.Length && text[_at + 1] == next;

    private FormatException Mistake(int line, string text)
    {
        MistakenLine = line;
        return new FormatException(text);
    }
}
