namespace Allocation.Core.Tables;

/// <summary>What is wrong with the lines of a file; collected, so that a person learns of all of it at once.</summary>
internal sealed class LineMistakes
{
    // More than a person reads; a file with so many has one mistake in all lines.
    private const int Shown = 100;

    private readonly List<(int Line, string Text, bool IsThere)> _all = [];

    /// <summary>Whether there are any.</summary>
    public bool Exist => _all.Count > 0;

    /// <summary>How many there are.</summary>
    public int Count => _all.Count;

    /// <summary>Adds one.</summary>
    /// <param name="line">The line of the file, from 1.</param>
    /// <param name="text">What is wrong, as whole sentences.</param>
    /// <param name="isThere">Whether only what the line asks for is there already, as in every line of a file that is read again.</param>
    public void Add(int line, string text, bool isThere = false) => _all.Add((line, text, isThere));

    /// <summary>All of them by line, each as <c>line 4: ...</c>; of very many the first ones, those of what is there already after all
    /// others, and how many more there are.</summary>
    public IReadOnlyList<string> Lines()
    {
        var shown = _all.OrderBy(m => m.IsThere).ThenBy(m => m.Line).Take(Shown);
        var lines = shown.OrderBy(m => m.Line).Select(m => $"line {m.Line}: {m.Text}").ToList();
        if (_all.Count > Shown) lines.Add($"... and {_all.Count - Shown} more.");
        return lines;
    }
}
