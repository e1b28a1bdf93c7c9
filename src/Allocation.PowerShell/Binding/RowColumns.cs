using System.Management.Automation;
using System.Text.RegularExpressions;
using Allocation.Core.Errors;
using Allocation.PowerShell.Views;

namespace Allocation.PowerShell.Binding;

/// <summary>
/// The columns of the rows that are piped into a cmdlet. PowerShell ignores those whose names are not parameters; one that was meant for a
/// parameter would then be ignored, and something else be taken than what its cells ask for.
/// </summary>
/// <param name="command">The cmdlet that reads rows.</param>
/// <param name="refusal">The error of a row that cannot be used, of a name and a sentence.</param>
internal sealed partial class RowColumns(CommandInfo command, Func<string?, string, AllocationException> refusal)
{
    // Shorter names are like too many.
    private const int ShortestAlike = 4;

    private readonly List<string> _read = [.. command.Parameters.Values
        .Where(p => p.Attributes.OfType<ParameterAttribute>().Any(a => a.ValueFromPipelineByPropertyName)).Select(p => p.Name)];

    private readonly string[] _names = [command.Parameters["Name"].Name, .. command.Parameters["Name"].Aliases];

    private readonly bool _needsName = command.Parameters["Name"].Attributes.OfType<ParameterAttribute>().Any(a => a.Mandatory);

    // Parameters of the whole command; a cell that seems to set one would be ignored.
    private readonly HashSet<string> _ofCommand = new(
        command.Parameters.Values.Where(p => p.Name != "InputObject"
            && !p.Attributes.OfType<ParameterAttribute>().Any(a => a.ValueFromPipelineByPropertyName)).Select(p => p.Name),
        StringComparer.OrdinalIgnoreCase);

    // Each name of a parameter, with the parameter.
    private readonly Dictionary<string, string> _known = command.Parameters.Values
        .SelectMany(p => p.Aliases.Append(p.Name).Select(name => (name, p.Name)))
        .ToDictionary(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _checked = [];

    /// <summary>Refuses a row with a column that is like a parameter and is none, and one without a name.</summary>
    /// <param name="row">What was piped; what the cmdlets give has properties of its own, and passes.</param>
    /// <param name="number">The number of the row, from 1.</param>
    public void Check(PSObject? row, int number)
    {
        if (!Shown.IsForeignRow(row)) return;
        var columns = row.Properties.Select(p => p.Name).ToList();
        var heading = string.Join('\n', columns);
        if (_checked.Contains(heading)) return;
        foreach (var column in columns.Where(c => !_known.ContainsKey(c)))
        {
            if (IsSeveral(column))
                throw Mistake(number, $"its only column is '{column}'; the file has another delimiter (-Delimiter of Import-Csv)");
            if (_read.FindAll(p => IsAlike(Letters(column), p)) is { Count: > 0 } meant)
                throw Mistake(number,
                    $"the column '{column}' is not read; name it {string.Join(" or ", meant)}, or leave it out with Select-Object " +
                    $"-ExcludeProperty '{column}'. These are read: {string.Join(", ", _read)}");
        }

        if (columns.Where(_known.ContainsKey).GroupBy(c => _known[c]).FirstOrDefault(same => same.Skip(1).Any()) is { } doubled)
            throw Mistake(number, $"{string.Join(" and ", doubled.Select(c => $"'{c}'"))} are the same column; there must be one of them");
        if (columns.Find(_ofCommand.Contains) is { } ofCommand)
            throw Mistake(number,
                $"the column '{ofCommand}' is not read from rows; give -{ofCommand} to the command, or leave the column out with " +
                $"Select-Object -ExcludeProperty '{ofCommand}'");
        if (_needsName && !columns.Exists(column => _names.Contains(column, StringComparer.OrdinalIgnoreCase)))
            throw Mistake(number, $"it has no column Name; its columns are {string.Join(", ", columns)}");
        _checked.Add(heading);
    }

    private bool IsSeveral(string column) =>
        column.Split(';', ',', '\t', '|') is { Length: > 1 } parts && parts.Any(part => _known.ContainsKey(part.Trim().Trim('"')));

    private AllocationException Mistake(int row, string what) => refusal(null, $"Row {row} cannot be used: {what}.");

    private static string Letters(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    private static bool IsAlike(string column, string name)
    {
        if (column.Length < ShortestAlike) return false;
        var parameter = Letters(name);
        return column == parameter
            || parameter.StartsWith(column, StringComparison.Ordinal)
            || Endings(name).Contains(column)
            || (column.StartsWith(parameter, StringComparison.Ordinal) && column.Length <= parameter.Length + 1)
            || Distance(column, parameter) <= (parameter.Length < 8 ? 1 : 2);
    }

    // Of NorthVlanId: vlan, vlanid.
    private static IEnumerable<string> Endings(string name)
    {
        var words = WordBegin().Split(name).Select(Letters).ToArray();
        return Enumerable.Range(1, words.Length - 1).SelectMany(first => (string[])[words[first], string.Concat(words[first..])]);
    }

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])")]
    private static partial Regex WordBegin();

    // Levenshtein: how many letters have to be added, left out or changed.
    private static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var change = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(change, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
